/** A record of the table's stream, as far as we read it. */
export type StreamRecord = {
  readonly dynamodb?:
    | {
        readonly Keys?: Readonly<Record<string, { readonly S?: string }>> | undefined;
        readonly NewImage?: Readonly<Record<string, { readonly N?: string }>> | undefined;
        readonly SequenceNumber?: string | undefined;
      }
    | undefined;
};

/** What the stream wakes a function with. */
export type StreamEvent = { readonly Records: readonly StreamRecord[] };

/** An aggregate that changed: its id, the versions that a batch tells of, and where in the stream it is told first. */
export type ChangedAggregate = {
  readonly id: string;
  readonly versions: readonly number[];
  readonly sequenceNumber: string;
};

/**
 * The aggregates of a batch, each once, in the order of the stream. Only which of them changed is taken
 * from it: what they are now is read from the store, so that a late or repeated record does no harm.
 */
export function toChangedAggregates(records: readonly StreamRecord[]): readonly ChangedAggregate[] {
  const changed = new Map<string, { versions: number[]; sequenceNumber: string }>();
  for (const { dynamodb } of records) {
    const id = dynamodb?.Keys?.['sk']?.S;
    const sequenceNumber = dynamodb?.SequenceNumber;
    if (id === undefined || sequenceNumber === undefined) continue;
    const known = changed.get(id) ?? { versions: [], sequenceNumber };
    known.versions.push(Number(dynamodb?.NewImage?.['version']?.N ?? 0));
    changed.set(id, known);
  }
  return [...changed].map(([id, seen]) => ({ id, ...seen }));
}

/** What a stream's function answers: where Lambda has to begin again. */
export type StreamAnswer = { readonly batchItemFailures: { readonly itemIdentifier: string }[] };

export function toStreamAnswer(failed: readonly ChangedAggregate[]): StreamAnswer {
  return {
    batchItemFailures: failed.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })),
  };
}
