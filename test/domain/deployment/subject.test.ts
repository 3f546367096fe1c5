import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { FUNCTION_NAMES as DEPLOYED } from '../../../scripts/deploy/function-permissions.ts';
import {
  DEAD_LETTER_QUEUES,
  FUNCTION_NAMES,
  QUEUES,
  RULES,
  TABLES,
} from '../../../src/domain/deployment/subject.ts';

const HUB = fileURLToPath(new URL('../../../deploy/hub/', import.meta.url));

// What doctor looks for must be what is deployed.
describe('domain/deployment/subject', () => {
  it('names the functions of the template', () => {
    expect([...FUNCTION_NAMES].toSorted()).toEqual([...DEPLOYED].toSorted());
  });

  it('names rules, queues and tables as the template does', () => {
    const template = readdirSync(HUB)
      .map((name) => readFileSync(`${HUB}${name}`, 'utf8'))
      .join('\n');
    const names = [...Object.keys(RULES), ...QUEUES, ...DEAD_LETTER_QUEUES, ...Object.keys(TABLES)];
    expect(names.filter((name) => !template.includes(`\n  ${name}:\n`))).toEqual([]);
  });
});
