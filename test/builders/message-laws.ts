import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import type { Block } from '../../src/adapters/slack/blocks.ts';
import { toDialog } from '../../src/adapters/slack/dialogs.ts';
import { type SlackMessage, toFindingMessage } from '../../src/adapters/slack/finding-message.ts';
import { OWN_LIMITS } from '../../src/adapters/slack/limits.ts';
import { DIALOGS } from '../../src/domain/approval/click.ts';
import { isApprovable } from '../../src/domain/approval/approvals.ts';
import { faultsOfMessage, faultsOfView } from './block-kit.ts';
import { aHostileContext, aHostileFinding, aHostileProposal } from './message-arbitraries.ts';

/** All that Slack may find in our markup outside code: times, the people who decided. */
const OWN_MARKUP =
  /^<(?:!date\^-?\d+\^\{date_short_pretty\} \{time\}\|[-\d: +TZ]+ UTC|@[UW][A-Z0-9]{1,30})>$/;

/** Findings and proposals of any kind render within Slack's limits, and order Slack to do nothing. */
export function checkMessages(numRuns: number): void {
  fc.assert(
    fc.property(
      aHostileFinding,
      fc.option(aHostileProposal, { nil: null }),
      aHostileContext,
      (finding, proposal, context) => {
        const message = toFindingMessage(finding, proposal, context);
        expect(faultsOfMessage(message)).toEqual([]);
        expect(message.blocks.length).toBeLessThanOrEqual(OWN_LIMITS.blocksOfFinding);
        expect(ordersOf(message)).toEqual([]);
        const buttons = buttonsOf(message.blocks);
        const offersApproval = buttons.some(({ label }) => label.startsWith('Approve'));
        if (offersApproval) {
          expect(proposal !== null && isApprovable(proposal) && context.mayApply).toBe(true);
        }
        for (const { value } of buttons) {
          expect(value).toMatch(/^[fp]-[0-9a-z]{6}-[0-9a-z]{8}(?: [0-9a-f]{12})?$/);
        }
      },
    ),
    { numRuns },
  );
}

/** The same of every dialog. */
export function checkDialogs(numRuns: number): void {
  fc.assert(
    fc.property(
      aHostileFinding,
      fc.option(aHostileProposal, { nil: null }),
      aHostileContext,
      fc.constantFrom(...DIALOGS),
      (finding, proposal, context, dialog) => {
        const view = toDialog({ kind: 'dialog', dialog, finding, proposal }, context);
        expect(faultsOfView(view)).toEqual([]);
        expect(ordersOf(view)).toEqual([]);
      },
    ),
    { numRuns },
  );
}

/** The buttons of some blocks. */
export function buttonsOf(
  blocks: readonly Block[],
): readonly { readonly label: string; readonly value: string }[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map(({ text, value }) => ({ label: text.text, value }))
      : [],
  );
}

/** Everything between `<` and `>` in markup that is not a time or a person of ours. */
function ordersOf(message: SlackMessage | object): readonly string[] {
  return textsOf(message).flatMap((text) =>
    (text.match(/<[^>]*>?/g) ?? []).filter((order) => !OWN_MARKUP.test(order)),
  );
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner),
  );
}
