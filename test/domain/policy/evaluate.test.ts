import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { evaluateRequest } from '../../../src/domain/policy/evaluate.ts';
import type { AccessDecision, Blocker } from '../../../src/domain/policy/evaluation.ts';
import { parseSimulation } from '../../../src/domain/policy/parse-simulation.ts';

const FOLDER = fileURLToPath(new URL('../../golden/simulate/', import.meta.url));

/** One case of test/golden/simulate; `source` is the page of AWS's documentation that the rule stands on. */
type Case = {
  readonly name: string;
  readonly source: string;
  readonly request: unknown;
  readonly expect: {
    readonly decision: AccessDecision;
    readonly blockedBy: readonly Blocker[];
    readonly missingContext: readonly string[];
    readonly deciding?: readonly { policy: number; statement: number; sid: string | null }[];
  };
};

const topics = readdirSync(FOLDER).map((file) => ({
  topic: file.replace('.json', ''),
  cases: JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8')) as readonly Case[],
}));

describe('domain/policy/evaluate', () => {
  it('has its cases', () => {
    expect(topics.length).toBeGreaterThan(10);
    expect(topics.flatMap(({ cases }) => cases).length).toBeGreaterThan(400);
  });

  describe.each(topics)('$topic', ({ cases }) => {
    it('has cases of the agreed form, each with its source', () => {
      expect(cases.length).toBeGreaterThan(0);
      for (const { name, source, expect: expected, ...rest } of cases) {
        expect(Object.keys(rest)).toEqual(['request']);
        expect([name, source]).not.toContain('');
        expect(['decision', 'blockedBy', 'missingContext', 'deciding']).toEqual(
          expect.arrayContaining(Object.keys(expected)),
        );
      }
    });

    it.each(cases)('$name', ({ request, expect: expected }) => {
      const parsed = parseSimulation(request);
      if (parsed.kind === 'invalid') throw new Error(`${parsed.path}: ${parsed.reason}`);

      const { deciding, ...answer } = evaluateRequest(parsed.request, parsed.policies);

      const rows = deciding.map(({ policy, statement, sid }) => ({ policy, statement, sid }));
      expect({ ...answer, deciding: expected.deciding ? rows : undefined }).toEqual(expected);
    });
  });
});
