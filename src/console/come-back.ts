import { partitionOfId } from '../domain/finding/ids.ts';
import type { Fields } from './guard-form.ts';

/** Where a form came from: the finding whose page it was on, else the finding of the proposal. */
export function cameFrom(fields: Fields, proposalId: string): string {
  const finding = fields.get('finding') ?? '';
  return finding.startsWith('f-') && partitionOfId(finding) !== undefined ? finding : proposalId;
}

/** The address of a finding's page, at one of its proposals. */
export function toFindingPath(id: string, proposalId: string): string {
  return `/findings/${encodeURIComponent(id)}#${encodeURIComponent(proposalId)}`;
}
