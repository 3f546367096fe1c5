import { digestOf } from '../../kernel/digest.ts';
import type { Proposal } from './proposal.ts';

/** What an approval is about: everything that decides which permissions whoever receives. */
export type ProposalTerms = Pick<
  Proposal,
  'principalArn' | 'principalId' | 'statements' | 'target' | 'targetDocument' | 'guardrail'
>;

/**
 * Hexadecimal SHA-256 over the terms of a proposal: recipient, statements, target with its base version
 * and base document, resulting document, and guardrail result. An approval names it, and is void for any other.
 */
export function digestOfProposal(terms: ProposalTerms): string {
  const { principalArn, principalId, statements, target, targetDocument, guardrail } = terms;
  return digestOf({ principalArn, principalId, statements, target, targetDocument, guardrail });
}

/** Shortest prefix of a digest that an approval may name instead of all 64 characters. */
export const SHORTEST_DIGEST_PREFIX = 12;

/** Whether what an approver named is this digest: whole, or a prefix long enough not to be met by chance. */
export function isSameDigest(named: string, digest: string): boolean {
  const wanted = named.toLowerCase().replace(/^sha256:/, '');
  return wanted.length >= SHORTEST_DIGEST_PREFIX && digest.startsWith(wanted);
}
