import type { PolicyModel, StatementModel, Term } from '../policy-model.ts';

/** The policy of a file, and for each statement the offset behind its last action: where an editor writes. */
export type ParsedLines = {
  readonly model: PolicyModel;
  readonly actionEnds: readonly number[];
};

/** Reads every line as a statement, `#` as a comment; null where a line is neither. */
export function parseLines(text: string): ParsedLines | null {
  const statements: StatementModel[] = [];
  const actionEnds: number[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line !== '' && !line.startsWith('#')) {
      const end = line.indexOf(' on ');
      if (!line.startsWith('allow ') || end < 0) return null;
      statements.push(
        toStatement(line.slice('allow '.length, end), line.slice(end + ' on '.length)),
      );
      actionEnds.push(start + end);
    }
    start += line.length + 1;
  }
  return { model: { version: '2012-10-17', statements, isWhole: true }, actionEnds };
}

function toStatement(actions: string, resources: string): StatementModel {
  return {
    sid: null,
    effect: 'Allow',
    actions: { kind: 'listed', terms: actions.split(' ').map(toTerm) },
    resources: { kind: 'listed', terms: resources.split(' ').map(toTerm) },
    isPlain: true,
    isCertain: true,
  };
}

function toTerm(value: string): Term {
  return { kind: 'literal', value };
}
