import { describe, expect, it } from '@jest/globals';
import { resolveReference } from '../../src/iac/repository-path.ts';

describe('iac/repository-path', () => {
  it.each([
    ['infra/serverless.yml', 'iam/a.yml', 'infra/iam/a.yml'],
    ['infra/serverless.yml', './iam//a.yml', 'infra/iam/a.yml'],
    ['infra/app/serverless.yml', '../iam/a.yml', 'infra/iam/a.yml'],
    ['serverless.yml', 'a.yml', 'a.yml'],
    ['serverless.yml', '../a.yml', null],
    ['infra/serverless.yml', '../../a.yml', null],
    ['infra/serverless.yml', 'x/../../../a.yml', null],
    ['infra/serverless.yml', '/etc/passwd', null],
    ['infra/serverless.yml', 'C:/a.yml', null],
    ['infra/serverless.yml', '..\\a.yml', null],
    ['infra/serverless.yml', 'a\0.yml', null],
    ['infra/serverless.yml', '..', null],
  ])('takes from %s the reference %j to %j', (from, reference, path) => {
    expect(resolveReference(from, reference)).toBe(path);
  });
});
