import type { Finding } from '../finding/finding.ts';
import type { Proposal } from '../proposal/proposal.ts';
import type { DialogKind } from './click.ts';

/**
 * What whoever clicked gets to see, and nobody else: a dialog, or a sentence. `done` tells whether their
 * order was carried out; `reason` is its refusal's code, for our logs.
 */
export type ClickAnswer =
  | {
      readonly kind: 'dialog';
      readonly dialog: DialogKind;
      readonly finding: Finding;
      readonly proposal: Proposal | null;
    }
  | {
      readonly kind: 'said';
      readonly done: boolean;
      readonly reason: string;
      readonly sentence: string;
      readonly finding: Finding | null;
    };
