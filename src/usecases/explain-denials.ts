import type { Catalog } from '../catalog/create-catalog.ts';
import {
  NOT_A_DENIAL_REASONS,
  type NotADenialReason,
  type Reading,
} from '../domain/denial/denial.ts';
import { diagnose } from '../domain/denial/diagnose.ts';
import type { Diagnosis } from '../domain/denial/diagnosis.ts';
import { readPaste } from '../domain/denial/read-paste.ts';
import { readRecord } from '../domain/denial/read-record.ts';
import { readText } from '../domain/denial/read-text.ts';
import { type ExplainLine, toExplainLine } from '../domain/denial/to-explain-line.ts';
import { withAwsSpelling } from '../domain/denial/with-aws-spelling.ts';
import { messageToDecode, withDecoded } from '../domain/denial/with-decoded.ts';
import { type Answer, answerOf, answerOfDiagnosis } from '../domain/finding/answer.ts';
import { createDenialGroups, type DenialGroup } from '../domain/finding/group-denials.ts';
import type { ActionLookup } from '../domain/permission/action-lookup.ts';
import type { AuthorizationMessageDecoder } from '../ports/authorization-message-decoder.ts';
import type { DenialInputs, InputItem } from '../ports/denial-inputs.ts';

/** One input record with its answer, as `explain --each` prints it. */
export type ExplainedInput = { readonly line: ExplainLine; readonly answer: Answer };

export type UnreadableInput = {
  readonly file: string;
  readonly line: number;
  readonly byte: number;
  readonly reason: string;
};

/** Denials of one fingerprint; `line` is the first of them as `--each` prints it, with the diagnosis of them all. */
export type ExplainedFinding = DenialGroup & {
  readonly line: ExplainLine;
  readonly answer: Answer;
};

export type NotDenials = {
  readonly reason: NotADenialReason;
  /** The reason as a sentence. */
  readonly words: string;
  readonly count: number;
};

/** Everything that `explain` found, denials grouped. `inputs` counts the records, unreadable ones too. */
export type Explanation = {
  readonly inputs: number;
  readonly findings: readonly ExplainedFinding[];
  readonly notDenials: readonly NotDenials[];
  readonly unreadable: readonly UnreadableInput[];
  /** Unreadable records beyond the number that is listed. */
  readonly unreadableOmitted: number;
};

export type Sources = { readonly files: readonly string[]; onBytes?: (read: number) => void };

const MOST_UNREADABLE = 1000;

/** Explains denials from files: `each` record by itself in input order, or `grouped` into findings. */
export function createExplainDenials(deps: {
  readonly inputs: DenialInputs;
  readonly catalog: Catalog;
  /** Decodes EC2's encoded messages; without it they stay encoded, and nothing is asked of AWS. */
  readonly decoder?: AuthorizationMessageDecoder;
}): {
  each(sources: Sources): AsyncIterable<readonly ExplainedInput[]>;
  grouped(sources: Sources): Promise<Explanation>;
} {
  const read = ({ files, onBytes }: Sources) => deps.inputs.read(files, onBytes);
  const readingsOf = decoding(createReadItem(deps.catalog), deps.decoder);
  return {
    async *each(sources) {
      let input = 0;
      for await (const batch of read(sources)) {
        const explained: ExplainedInput[] = [];
        for (const item of batch) {
          for (const reading of await readingsOf(item)) explained.push(explain(++input, reading));
        }
        yield explained;
      }
    },
    async grouped(sources) {
      const summary = createSummary();
      for await (const batch of read(sources)) {
        for (const item of batch) {
          for (const reading of await readingsOf(item)) summary.add(reading, item);
        }
      }
      return summary.explanation();
    },
  };
}

function explain(input: number, reading: Reading): ExplainedInput {
  const diagnosis: Diagnosis | undefined =
    reading.kind === 'denial' ? diagnose(reading) : undefined;
  return { line: toExplainLine(input, reading, diagnosis), answer: answerOf(reading, diagnosis) };
}

type ReadItem = ReturnType<typeof createReadItem>;

function decoding(readItem: ReadItem, decoder: AuthorizationMessageDecoder | undefined): ReadItem {
  if (decoder === undefined) return readItem;
  return async (item) => {
    const readings: Reading[] = [];
    for (const one of await readItem(item)) readings.push(await decode(one, decoder));
    return readings;
  };
}

async function decode(reading: Reading, decoder: AuthorizationMessageDecoder): Promise<Reading> {
  const encoded = reading.kind === 'denial' ? messageToDecode(reading) : undefined;
  if (reading.kind !== 'denial' || encoded === undefined) return reading;
  const outcome = await decoder.decode(encoded);
  return outcome.kind === 'decoded' ? withDecoded(reading, outcome.message) : reading;
}

/** Reads input items with the catalogue: the services that an item names are loaded when it is read. */
export function createReadItem(catalog: Catalog): (item: InputItem) => Promise<readonly Reading[]> {
  const spell = (action: string) => catalog.findAction(action)?.action ?? action;
  return (item) =>
    catalog.whenLoaded(() =>
      toReadings(item, catalog.lookUp).map((reading) => withAwsSpelling(reading, spell)),
    );
}

/** What one input item turned out to be (a record may wrap several); a fault names its place in the reason. */
export function toReadings(item: InputItem, lookUp?: ActionLookup): readonly Reading[] {
  switch (item.kind) {
    case 'fault':
      return [toUnreadable(item, item.line === 0 ? item.fault : `${item.fault}; ${EXPECTED}`)];
    case 'stray-text': {
      const reading = readText(item.text);
      if (reading.kind === 'denial') return [reading];
      return [toUnreadable(item, `${item.fault}; ${EXPECTED}`)];
    }
    case 'value':
      if (isPaste(item.value)) return readPaste(item.value);
      return readRecord(item.value, lookUp).map((reading) =>
        reading.kind === 'unreadable' ? toUnreadable(item, reading.reason) : reading,
      );
  }
}

function isPaste(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n') && !/^\s*[[{]/.test(value);
}

const EXPECTED = 'expected a record such as {"eventName":"GetObject","errorCode":"AccessDenied",…}';

function toUnreadable(place: InputItem, fault: string): Reading {
  return { kind: 'unreadable', reason: `${placeOf(place)}: ${fault}` };
}

function placeOf({ file, line, byte }: InputItem): string {
  return line === 0 ? file : `${file} (line ${line}, byte ${byte})`;
}

function createSummary() {
  const groups = createDenialGroups();
  const notDenials = new Map<NotADenialReason, number>();
  const unreadable: UnreadableInput[] = [];
  let inputs = 0;
  let unreadableCount = 0;
  return {
    add(reading: Reading, { file, line, byte }: InputItem) {
      inputs++;
      if (reading.kind === 'denial') groups.add(reading);
      else if (reading.kind === 'not-a-denial') {
        notDenials.set(reading.reason, (notDenials.get(reading.reason) ?? 0) + 1);
      } else if (unreadableCount++ < MOST_UNREADABLE) {
        unreadable.push({ file, line, byte, reason: reading.reason });
      }
    },
    explanation: (): Explanation => ({
      inputs,
      findings: groups.groups().map((group) => ({
        ...group,
        line: toExplainLine(1, group.diagnosis.denial, group.diagnosis),
        answer: answerOfDiagnosis(group.diagnosis),
      })),
      notDenials: [...notDenials].map(([reason, count]) => ({
        reason,
        words: NOT_A_DENIAL_REASONS[reason],
        count,
      })),
      unreadable,
      unreadableOmitted: unreadableCount - unreadable.length,
    }),
  };
}
