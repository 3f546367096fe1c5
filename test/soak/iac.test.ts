import { describe, expect, it } from '@jest/globals';
import { createEditors, findEditor } from '../../src/iac/registry.ts';
import { checkCdkEdit } from '../builders/cdk-laws.ts';
import { checkDataEdit } from '../builders/data-file-laws.ts';
import { loadWasm } from '../builders/load-wasm.ts';

const EDITS = 100_000;

describe('soak/iac', () => {
  it.each(['json', 'yaml'] as const)(
    'edits a hundred thousand %s files, and none wrongly',
    async (format) => {
      const first = Math.floor(Math.random() * 2 ** 31);
      const outcomes = new Map<string, number>();
      for (let n = 0; n < EDITS; n++) {
        const outcome = await checkDataEdit(format, first + n).catch((cause: unknown) => {
          throw new Error(`seed ${first + n}`, { cause });
        });
        // A refusal is safe, and a fault of the editor all the same: these are files that it can edit.
        if (!/^(?:edited|already-present|deny-covers)$/.test(outcome)) {
          throw new Error(`seed ${first + n}: ${outcome}`);
        }
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      console.info(`${format} from seed ${first}: ${JSON.stringify([...outcomes])}`);
      expect(outcomes.get('edited')).toBeGreaterThan(EDITS / 2);
    },
    3_600_000,
  );

  it('edits a hundred thousand stacks of the CDK, and none wrongly', async () => {
    const editor = findEditor(createEditors({ loadWasm }), 'stack.ts')!;
    const first = Math.floor(Math.random() * 2 ** 31);
    const outcomes = new Map<string, number>();
    for (let n = 0; n < EDITS; n++) {
      const outcome = await checkCdkEdit(editor, first + n).catch((cause: unknown) => {
        throw new Error(`seed ${first + n}`, { cause });
      });
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    console.info(`cdk from seed ${first}: ${JSON.stringify([...outcomes])}`);
    expect(outcomes.get('edited')).toBeGreaterThan(EDITS / 2);
  }, 7_200_000);
});
