import { describe, expect, it } from '@jest/globals';
import type { Project } from '../../scripts/check-docs.ts';
import { faultsOfDoc, faultsOfSet } from '../../scripts/check-docs.ts';

const FILES = ['docs/architecture.md', 'src/kernel/digest.ts', 'test/kernel/', '.oxlintrc.json'];
const project: Project = {
  exists: (path) => FILES.includes(path),
  scripts: new Set(['demo', 'test']),
  verbs: new Set(['explain']),
};
const fault = (text: string, path = 'README.md'): readonly string[] =>
  faultsOfDoc({ path, text }, project);
const block = (command: string, language = 'console'): string =>
  `\`\`\`${language}\n${command}\n\`\`\`\n`;

const ADR = `# 3. A title

Status: accepted

## Context

Why.

## Decision

What.

## Consequences

So.

## Enforced by

\`src/kernel/digest.ts\`.
`;

describe('scripts/check-docs', () => {
  it.each([
    ['a link that leads nowhere', '[a](docs/none.md)', 'the link docs/none.md leads nowhere'],
    ['a link to a heading that is not there', '# A\n[a](#b)', 'there is no heading #b'],
    ['a path that is not there', 'see `src/kernel/none.ts`', 'there is no src/kernel/none.ts'],
    ['a dot file that is not there', 'see `.none.json`', 'there is no .none.json'],
    ['an unknown script', block('npm run nothing'), 'package.json has no script nothing'],
    [
      'an unknown script behind another',
      block('$ npm ci && npm run nothing'),
      'package.json has no script nothing',
    ],
    ['an unknown verb', block('npx rolemender explode x.json'), 'rolemender has no verb explode'],
    [
      'an unknown verb of the bundle',
      block('A=1 node dist/rolemender.mjs explode'),
      'rolemender has no verb explode',
    ],
    [
      'an unknown verb behind a pipe',
      block('cat x | npx rolemender explode -', 'sh'),
      'rolemender has no verb explode',
    ],
    [
      'an unknown verb of the program',
      block('$ rolemender explode'),
      'rolemender has no verb explode',
    ],
  ])('finds %s', (_name, text, expected) => {
    expect(fault(text)).toEqual([`README.md: ${expected}`]);
  });

  it.each([
    ['a link beside the document', '[a](architecture.md)', 'docs/glossary.md'],
    ['a link to the web', '[a](https://docs.aws.amazon.com/IAM/)', 'README.md'],
    ['a link to a heading', '## Who may, or not?\n[a](#who-may-or-not)', 'README.md'],
    ['a path that is there', '`src/kernel/digest.ts` `test/kernel/` `.oxlintrc.json`', 'README.md'],
    [
      'a pattern of paths',
      '`src/adapters/<vendor>/` `src/*/README.md` `account.json`',
      'README.md',
    ],
    [
      'a known script and verb',
      block('npm ci && npm run demo\nnpx rolemender explain -'),
      'README.md',
    ],
    ['an option of the program', block('$ npx rolemender --help\nnpm run nothing'), 'README.md'],
    ['code of another kind', block('npm run nothing', 'ts'), 'README.md'],
  ])('lets through %s', (_name, text, path) => {
    expect(fault(text, path)).toEqual([]);
  });

  it('wants every ADR in its form', () => {
    const path = 'docs/adr/0003-a-title.md';

    expect(fault(ADR, path)).toEqual([]);
    for (const broken of [
      ADR.replace('# 3.', '# 4.'),
      ADR.replace('Status: accepted', ''),
      ADR.replace('## Consequences', '## Outcome'),
      ADR.replace('What.', ''),
      ADR.replace('src/kernel/digest.ts', 'the reviewers'),
    ]) {
      expect(fault(broken, path)).toHaveLength(1);
    }
  });

  it('wants an Unreleased heading in the changelog', () => {
    expect(fault('# Changelog\n\n## [Unreleased]\n', 'CHANGELOG.md')).toEqual([]);
    expect(fault('# Changelog\n\n## 0.1.0\n', 'CHANGELOG.md')).toHaveLength(1);
  });

  it('keeps the README of a folder to 15 lines', () => {
    expect(fault('line\n'.repeat(15), 'src/kernel/README.md')).toEqual([]);
    expect(fault('line\n'.repeat(16), 'src/kernel/README.md')).toHaveLength(1);
  });

  it('wants a README in every folder of src and no gap in the numbers of the ADRs', () => {
    const whole = ['src/kernel/README.md', 'docs/adr/0001-a.md', 'docs/adr/0002-b.md'];

    expect(faultsOfSet(whole, ['kernel'])).toEqual([]);
    expect(faultsOfSet(whole, ['kernel', 'ports'])).toEqual(['there is no src/ports/README.md']);
    expect(faultsOfSet([...whole, 'docs/adr/0004-d.md'], ['kernel'])).toHaveLength(1);
    expect(faultsOfSet([], [])).toEqual(['there is no ADR']);
  });
});
