import { describe, expect, it } from '@jest/globals';
import { toDialog } from '../../../src/adapters/slack/dialogs.ts';
import type { DialogKind } from '../../../src/domain/approval/click.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';
import { aMessageContext } from '../../builders/message-arbitraries.ts';
import { checkDialogs } from '../../builders/message-laws.ts';

const finding = aFinding({ state: 'proposed' });
const open = (dialog: DialogKind, changes: Partial<Proposal> = {}) =>
  toDialog({ kind: 'dialog', dialog, finding, proposal: aProposal(changes) }, aMessageContext());

function reasonOf(view: ReturnType<typeof open>) {
  return view.blocks.find((block) => block.type === 'input' && block.block_id === 'reason');
}

describe('adapters/slack/dialogs', () => {
  it('shows the change that is approved, bound to its digest', () => {
    const view = open('approve');

    expect(view).toMatchSnapshot();
    expect(view.private_metadata).toBe(`${aProposal().id} ${'d'.repeat(12)}`);
    expect(JSON.stringify(view)).toContain('+ dynamodb:Scan');
    expect(reasonOf(view)).toMatchObject({ optional: true });
  });

  it('asks for a typed reason where the risk is high', () => {
    const view = open('approve', { guardrail: { kind: 'passed', risk: { tier: 2, reasons: [] } } });
    expect(reasonOf(view)).toMatchObject({ optional: false });
  });

  it('shows the whole of a long policy', () => {
    const lines = Array.from({ length: 400 }, (_, i) => `+ line ${i}`);
    const words = JSON.stringify(open('approve', { diff: lines.join('\n') }));
    for (const line of lines) expect(words).toContain(line);
  });

  it('S10: asks why something is rejected and for how long it is quiet', () => {
    const words = JSON.stringify(open('reject'));
    for (const value of ['wrong-resource', 'app-bug', 'suspicious', 'not-now'])
      expect(words).toContain(`"value":"${value}"`);
    for (const value of ['7-days', '30-days', 'for-ever'])
      expect(words).toContain(`"value":"${value}"`);
  });

  it('sets the finding aside, not the proposal', () => {
    expect(open('snooze').private_metadata).toBe(finding.id);
  });

  it('S12: says what a rollback returns to', () => {
    expect(JSON.stringify(open('roll-back'))).toContain('`v3` of');
  });

  it('keeps 1,000 hostile ones within Slack’s limits', () => {
    checkDialogs(1_000);
  });
});
