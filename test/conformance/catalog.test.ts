import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { createLookUpActions } from '../../src/usecases/look-up-actions.ts';

// The measured data are not part of the repository; see facts/mapping.md section 8 for how they were made.
const DATA = process.env['ROLEMENDER_DATA'] ?? resolve('../shared/data');
const FILE = join(DATA, 'event_action_truth.tsv');
const isThere = existsSync(FILE);
if (!isThere) console.info(`skipped: no data in ${DATA}; set ROLEMENDER_DATA to measure`);

/** Rows where the data are wrong, as `eventSource eventName`, each explained in docs/reference/catalog-disagreements.md. */
const DISAGREEMENTS: readonly string[] = [];

type Row = {
  readonly name: string;
  readonly isHard: boolean;
  readonly right: boolean;
  readonly got: string;
};

async function measure(): Promise<readonly Row[]> {
  const [head = '', ...lines] = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  const lookUp = createLookUpActions({ catalog: createCatalog() });
  const rows: Row[] = [];
  for (const line of lines) {
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const [eventSource, eventName] = [cell('cloudtrail_eventSource'), cell('cloudtrail_eventName')];
    const outcome = await lookUp({ eventSource, eventName });
    const got =
      outcome.kind === 'invalid'
        ? outcome.reason
        : setOf(
            outcome.required.map(({ action }) => action),
            outcome.mode,
          );
    rows.push({
      name: `${eventSource} ${eventName}`,
      isHard: cell('naive_ok') === '0',
      right: got === setOf(cell('iam_actions').split(','), cell('mode')),
      got,
    });
  }
  return rows;
}

const setOf = (actions: readonly string[], mode: string) =>
  `${mode} of ${actions
    .map((action) => action.toLowerCase())
    .sort()
    .join()}`;

function score(rows: readonly Row[]) {
  const wrong = rows.filter(({ right, name }) => !right && !DISAGREEMENTS.includes(name));
  const share = rows.filter(({ right }) => right).length / rows.length;
  return { share, wrong: wrong.map(({ name, got }) => `${name}: ${got}`).slice(0, 20) };
}

describe('conformance/catalog', () => {
  if (!isThere) {
    it('is skipped where the data are absent', () => {});
    return;
  }

  it('gets at least 99.9 % of all events right, and explains every other one', async () => {
    const rows = await measure();
    const every = score(rows);
    const hard = score(rows.filter(({ isHard }) => isHard));
    console.info(
      `${rows.length} events: ${every.share}; of those whose name misleads: ${hard.share}`,
    );

    expect(every.wrong).toEqual([]);
    expect(every.share).toBeGreaterThanOrEqual(0.999);
    expect(hard.share).toBeGreaterThanOrEqual(0.995);
  });
});
