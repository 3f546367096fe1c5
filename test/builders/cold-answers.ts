import { jest } from '@jest/globals';

type Answers = (record: unknown) => Promise<unknown>;

/** Reads and diagnoses records with modules of its own, which remember nothing of what others asked. */
export async function coldAnswers(): Promise<Answers> {
  let answers: Answers | undefined;
  await jest.isolateModulesAsync(async () => {
    const { createCatalog } = await import('../../src/catalog/create-catalog.ts');
    const { diagnose } = await import('../../src/domain/denial/diagnose.ts');
    const { fingerprintOf } = await import('../../src/domain/denial/fingerprint.ts');
    const { createReadItems } = await import('../../src/usecases/explain-denials.ts');
    const catalog = createCatalog();
    const readItems = createReadItems(catalog);
    answers = async (value) => {
      const [readings = []] = await readItems([{ kind: 'value', value, ...PLACE }]);
      return readings.map((reading) =>
        reading.kind === 'denial'
          ? { fingerprint: fingerprintOf(reading), diagnosis: diagnose(reading) }
          : reading,
      );
    };
  });
  if (answers === undefined) throw new Error('the modules were not loaded');
  return answers;
}

const PLACE = { file: '-', line: 1, byte: 0 };

/** Asks about records in random orders and counts the answers that differ from those to each alone. */
export async function rememberedWrongly(
  records: readonly unknown[],
  random: (below: number) => number,
  questions: number,
): Promise<readonly unknown[]> {
  const alone: string[] = [];
  for (const record of records) alone.push(JSON.stringify(await (await coldAnswers())(record)));
  const remembering = await coldAnswers();
  const wrong: unknown[] = [];
  for (let n = 0; n < questions; n++) {
    const at = random(records.length);
    const answer = JSON.stringify(await remembering(structuredClone(records[at])));
    if (answer !== alone[at]) wrong.push({ record: records[at], answer, alone: alone[at] });
  }
  return wrong;
}
