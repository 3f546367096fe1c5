import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FINDING_MOVES } from '../../src/domain/finding/transitions.ts';
import { PROPOSAL_MOVES } from '../../src/domain/proposal/transitions.ts';

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');

type Moves = Readonly<Record<string, readonly string[]>>;
const DIAGRAMS: readonly { readonly heading: string; readonly moves: Moves }[] = [
  { heading: '## Life of a finding', moves: FINDING_MOVES },
  { heading: '## Life of a proposal', moves: PROPOSAL_MOVES },
];

describe('architecture/state-diagrams', () => {
  it.each(DIAGRAMS)(
    'draws under "$heading" exactly the moves that the domain has',
    ({ heading, moves }) => {
      const drawn = arrowsBelow(heading).filter((arrow) => !arrow.includes('[*]'));
      const possible = Object.entries(moves).flatMap(([from, successors]) =>
        successors.map((to) => `${from} --> ${to}`),
      );

      expect(new Set(drawn)).toEqual(new Set(possible));
      expect(drawn).toHaveLength(possible.length);
    },
  );

  it('draws an end for exactly the final states of a proposal', () => {
    const ends = arrowsBelow('## Life of a proposal')
      .filter((arrow) => arrow.endsWith('--> [*]'))
      .map((arrow) => arrow.split(' ')[0]);
    const final = Object.entries(PROPOSAL_MOVES).filter(
      ([, successors]) => successors.length === 0,
    );

    expect(new Set(ends)).toEqual(new Set(final.map(([state]) => state)));
  });
});

/** The arrows of the first diagram below a heading; Mermaid's names have `_` where the states have `-`. */
function arrowsBelow(heading: string): readonly string[] {
  const section = page.slice(page.indexOf(heading));
  const diagram = section.slice(0, section.indexOf('\n```\n'));
  return [...diagram.matchAll(/^ *(\S+ --> \S+)$/gm)].map(([, arrow]) =>
    (arrow ?? '').replaceAll('_', '-'),
  );
}
