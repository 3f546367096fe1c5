import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  digestOfProposal,
  isSameDigest,
  type ProposalTerms,
} from '../../../src/domain/proposal/proposal-digest.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const TERMS: ProposalTerms = aProposal();
const DIGEST = '0123456789abcdef'.repeat(4);
const isTerm = (name: string): boolean =>
  ['principalArn', 'principalId', 'statements', 'target', 'targetDocument', 'guardrail'].includes(
    name,
  );

type Path = readonly (string | number)[];

/** The paths of all texts, numbers and the like inside a value. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
}

/** A copy of a value in which one leaf is another. */
function withChanged(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return `${JSON.stringify(value)} changed`;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as {
    [name: string | number]: unknown;
  };
  copy[key] = withChanged(copy[key], rest);
  return copy;
}

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, member]) => [key, turned(member)]));
}

describe('domain/proposal/proposal-digest', () => {
  it('is the same whatever the order of keys', () => {
    expect(digestOfProposal(turned(TERMS) as ProposalTerms)).toBe(digestOfProposal(TERMS));
  });

  it('changes with every single word of the terms', () => {
    const terms = Object.fromEntries(Object.entries(TERMS).filter(([name]) => isTerm(name)));
    const leaves = leavesOf(terms);
    const digests = leaves.map((path) =>
      digestOfProposal(withChanged(terms, path) as ProposalTerms),
    );

    expect(leaves.length).toBeGreaterThan(15);
    expect(new Set([...digests, digestOfProposal(TERMS)]).size).toBe(leaves.length + 1);
  });

  it('changes when something is added to or left out of the terms', () => {
    const { statements, targetDocument } = aProposal();
    const variants: readonly Partial<ProposalTerms>[] = [
      { statements: [] },
      { statements: [...statements, ...statements] },
      { targetDocument: { ...targetDocument, Id: 'x' } },
      { target: { kind: 'new-managed', policyArn: 'arn:aws:iam::1:policy/x', baseDocument: null } },
      { target: { kind: 'inline', policyName: 'x', baseDocument: null } },
    ];
    const digests = variants.map((change) => digestOfProposal({ ...TERMS, ...change }));

    expect(new Set([...digests, digestOfProposal(TERMS)]).size).toBe(variants.length + 1);
  });

  it('does not depend on what decides no permission', () => {
    const others = { version: 9, createdAt: 'later', diff: 'x', note: 'x', findingIds: ['f-1'] };

    expect(digestOfProposal(aProposal(others))).toBe(digestOfProposal(TERMS));
  });

  it.each([
    [DIGEST, true],
    [DIGEST.slice(0, 12), true],
    [DIGEST.slice(0, 12).toUpperCase(), true],
    [`sha256:${DIGEST}`, true],
    [`SHA256:${DIGEST.slice(0, 12)}`, true],
    [DIGEST.slice(0, 11), false],
    [`sha256:${DIGEST.slice(0, 11)}`, false],
    ['sha256:', false],
    ['', false],
    [DIGEST.slice(1), false],
    [`${DIGEST}0`, false],
    ['f'.repeat(12), false],
    [` ${DIGEST}`, false],
  ])('says whether %j names the digest: %s', (named, isSame) => {
    expect(isSameDigest(named, DIGEST)).toBe(isSame);
  });

  it('is not named by any other text', () => {
    const near = fc
      .tuple(fc.nat(63), fc.constantFrom(...Array.from('0123456789abcdefg')))
      .map(([at, letter]) => DIGEST.slice(0, at) + letter + DIGEST.slice(at + 1));

    fc.assert(
      fc.property(near, fc.integer({ min: 0, max: 70 }), (text, length) => {
        const named = text.slice(0, length);
        const isPrefix = length >= 12 && DIGEST.startsWith(named);
        expect(isSameDigest(named, DIGEST)).toBe(isPrefix);
      }),
      { numRuns: 500 },
    );
  });
});
