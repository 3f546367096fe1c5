import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClickOrder } from '../../src/domain/approval/click.ts';
import type { ApproverGroup, Person } from '../../src/domain/approval/judge-approver.ts';
import type { Finding } from '../../src/domain/finding/finding.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { createDecideFromMessage } from '../../src/usecases/decide-from-message.ts';
import { createRecordDecision } from '../../src/usecases/record-decision.ts';
import { createSuppressFinding } from '../../src/usecases/suppress-finding.ts';
import { openMemoryStore, type LocalStore } from '../../src/compose/open-local-store.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aClock, type TestClock } from '../builders/a-local-app.ts';
import { aProposal } from '../builders/a-proposal.ts';
import { anApprovalPace } from '../builders/slack-parts.ts';

const PERSON: Person = {
  teamId: 'T0OURS',
  enterpriseId: null,
  isBot: false,
  isDeleted: false,
  isGuest: false,
  isStranger: false,
};
const ONCALL: ApproverGroup = {
  name: 'oncall',
  slackUserGroup: 'S0ONCALL',
  users: [],
  accounts: null,
};

describe('usecases/decide-from-message', () => {
  let clock: TestClock;
  let local: LocalStore;
  let people: Map<string, Person>;
  let members: string[] | 'unreadable';
  let rollback: { kind: string; reason?: string };
  let pace: ReturnType<typeof anApprovalPace>;

  beforeEach(async () => {
    clock = aClock('2026-11-20T12:00:00.000Z');
    local = await openMemoryStore();
    people = new Map(['U0ALICE', 'U0BOB', 'U0CAROL'].map((id) => [id, PERSON]));
    members = ['U0ALICE', 'U0BOB'];
    rollback = { kind: 'recorded' };
    pace = anApprovalPace();
  });
  afterEach(() => local.close());

  async function stored(
    changes: Partial<Proposal> = {},
    findingChanges: Partial<Finding> = {},
  ): Promise<{ finding: Finding; proposal: Proposal }> {
    const draft = aFinding(findingChanges);
    const proposal = aProposal({ findingIds: [draft.id], ...changes });
    const finding = { ...draft, state: 'proposed', proposalIds: [proposal.id] } as const;
    await local.store.save({ ...finding, ...findingChanges });
    await local.store.save(proposal);
    return { finding, proposal };
  }

  /** One more container of the function; they share the store only. */
  const aContainer = (approvers: readonly ApproverGroup[] = [ONCALL]) =>
    createDecideFromMessage({
      store: local.store,
      clock,
      pace,
      approvers,
      workspace: { teamId: 'T0OURS', enterpriseId: null },
      directory: {
        findPerson: async (id) => people.get(id),
        membersOf: async () => {
          if (members === 'unreadable') throw new AppError('unavailable', 'Slack is down');
          return members;
        },
      },
      decide: createRecordDecision({ store: local.store, clock }),
      suppress: createSuppressFinding({ store: local.store, clock }),
      requestRollback: async () => rollback,
    });

  let clicks = 0;
  const clickOf = (order: ClickOrder, userId = 'U0ALICE', teamId: string | null = 'T0OURS') => ({
    schema: 1 as const,
    id: String((clicks += 1)),
    clicker: { userId, teamId, enterpriseId: null },
    order,
    responseUrl: null,
  });
  const approval = ({ id, digest }: Proposal, reason: string | null = 'because'): ClickOrder => ({
    kind: 'approve',
    subjectId: id,
    digest: digest.slice(0, 12),
    reason,
  });
  const opening = (
    { id, digest }: Proposal,
    dialog: 'approve' | 'reject' | 'details' | 'roll-back',
  ): ClickOrder => ({ kind: 'open', dialog, subjectId: id, digest, triggerId: 't' });
  const stateOf = async ({ id }: Proposal) => (await local.store.findProposal(id))?.state;

  it('approves for a member of the group, bound to the digest', async () => {
    const { proposal } = await stored();
    const answer = await aContainer()(clickOf(approval(proposal)));

    expect(answer).toMatchObject({ kind: 'said', done: true, reason: 'approved' });
    expect(await local.store.findProposal(proposal.id)).toMatchObject({
      state: 'approved',
      decision: { by: 'U0ALICE (Slack)', digest: proposal.digest },
    });
  });

  it.each<[string, Partial<Person> | null, string]>([
    ['somebody unknown', null, 'unknown-person'],
    ['an app', { isBot: true }, 'bot'],
    ['a guest', { isGuest: true }, 'guest'],
    ['a person of another company', { isStranger: true }, 'external'],
    ['a deactivated person', { isDeleted: true }, 'deactivated'],
    ['a person of another workspace', { teamId: 'T0THEIRS' }, 'other-workspace'],
  ])('T11, S7: refuses %s, even for looking at details', async (_, changes, reason) => {
    const { proposal } = await stored();
    if (changes === null) people.delete('U0ALICE');
    else people.set('U0ALICE', { ...PERSON, ...changes });

    for (const order of [approval(proposal), opening(proposal, 'details')]) {
      const answer = await aContainer()(clickOf(order));
      expect(answer).toMatchObject({ kind: 'said', done: false, reason });
    }
    expect(await stateOf(proposal)).toBe('offered');
  });

  it.each<[string, string[] | 'unreadable', string]>([
    ['is not in the group', ['U0BOB'], 'not-an-approver'],
    ['left the group since the message', [], 'no-approvers'],
    ['may be in a group that cannot be read', 'unreadable', 'approvers-unreadable'],
  ])('T11, S11: refuses whoever %s', async (_, list, reason) => {
    const { proposal } = await stored();
    members = list;
    for (const order of [
      approval(proposal),
      opening(proposal, 'approve'),
      opening(proposal, 'roll-back'),
      { kind: 'snooze', subjectId: proposal.findingIds[0]!, silence: '7-days' } as const,
    ]) {
      expect(await aContainer()(clickOf(order))).toMatchObject({ done: false, reason });
    }
    expect(await stateOf(proposal)).toBe('offered');
  });

  it('does not let those who are named beside an unreadable group pass', async () => {
    const { proposal } = await stored();
    members = 'unreadable';
    const mixed = { ...ONCALL, users: ['U0ALICE'] };
    expect(await aContainer([mixed])(clickOf(approval(proposal)))).toMatchObject({
      reason: 'approvers-unreadable',
    });
  });

  it('refuses everybody where nobody is configured for the account', async () => {
    const { proposal } = await stored();
    const other = { ...ONCALL, accounts: ['999999999999'] };
    for (const approvers of [[], [other]]) {
      const answer = await aContainer(approvers)(clickOf(approval(proposal)));
      expect(answer).toMatchObject({ done: false, reason: 'no-approvers' });
    }
  });

  it('row 15: of two approvers who click at once one is recorded, the other told by whom', async () => {
    const { proposal } = await stored();
    const answers = await Promise.all([
      aContainer()(clickOf(approval(proposal), 'U0ALICE')),
      aContainer()(clickOf(approval(proposal), 'U0BOB')),
    ]);
    const done = answers.filter((answer) => answer.kind === 'said' && answer.done);
    const lost = answers.find((answer) => answer.kind === 'said' && !answer.done);

    expect(done).toHaveLength(1);
    const winner = (await local.store.findProposal(proposal.id))?.decision?.by;
    expect(lost).toMatchObject({ sentence: expect.stringContaining(`approved by ${winner}`) });
  });

  it('row 16: of an approval and a rejection the first one counts, and the other is told', async () => {
    const { proposal } = await stored();
    const rejection: ClickOrder = {
      kind: 'reject',
      subjectId: proposal.id,
      digest: proposal.digest,
      why: 'app-bug',
      words: 'mend the app',
      silence: '30-days',
    };
    await aContainer()(clickOf(rejection, 'U0BOB'));
    const answer = await aContainer()(clickOf(approval(proposal)));

    expect(answer).toMatchObject({
      reason: 'already-decided',
      sentence: 'Nothing was done: it was rejected by U0BOB (Slack) before.',
    });
    expect((await local.store.findProposal(proposal.id))?.decision).toMatchObject({
      reason: 'a bug of the application, which should not ask for it: mend the app',
      rejection: { why: 'app-bug', silencedUntil: '2026-12-20T12:00:00.000Z' },
    });
  });

  it('row 17: does the same click once', async () => {
    const { proposal } = await stored({
      guardrail: { kind: 'passed', risk: { tier: 2, reasons: [] } },
    });
    const click = clickOf(approval(proposal));
    expect(await aContainer()(click)).toMatchObject({ done: true, reason: 'approval-given' });
    expect(await aContainer()(click)).toMatchObject({ done: false, reason: 'approved-by-you' });
    expect(await aContainer()(clickOf(approval(proposal), 'U0BOB'))).toMatchObject({
      done: true,
      reason: 'approved',
    });
  });

  it('row 18: refuses after the offer expired, before anybody types', async () => {
    const { proposal } = await stored({ expiresAt: '2026-11-20T12:00:00.000Z' });
    for (const order of [opening(proposal, 'approve'), approval(proposal)]) {
      expect(await aContainer()(clickOf(order))).toMatchObject({ done: false, reason: 'expired' });
    }
  });

  it.each([
    ['approved', 'already-decided'],
    ['superseded', 'digest-differs'],
    ['rejected', 'already-decided'],
  ] as const)(
    'S7: tells whoever clicks the button of a proposal that is %s',
    async (state, reason) => {
      const { proposal } = await stored({ state });
      const answer = await aContainer()(clickOf(opening(proposal, 'approve')));
      expect(answer).toMatchObject({ kind: 'said', done: false, reason });
    },
  );

  it('T13: takes what is approved from the store, never from the click', async () => {
    const { proposal } = await stored();
    const forged = { ...approval(proposal), digest: 'e'.repeat(12) };
    expect(await aContainer()(clickOf(forged))).toMatchObject({ reason: 'digest-differs' });
    const elsewhere = { ...approval(proposal), subjectId: 'p-000000-00000000' };
    expect(await aContainer()(clickOf(elsewhere))).toMatchObject({ reason: 'not-found' });
  });

  it.each([0, 1] as const)('has no dialog to approve tier %d', async (tier) => {
    const risk = { tier, reasons: [] };
    const { proposal } = await stored({ guardrail: { kind: 'passed', risk } });
    for (const order of [opening(proposal, 'approve'), approval(proposal)]) {
      expect(await aContainer()(clickOf(order))).toMatchObject({ reason: 'too-dangerous' });
    }
  });

  it('has no dialog to approve what may not be applied directly', async () => {
    const { proposal } = await stored({ applyRefusal: 'code-owned' });
    for (const order of [opening(proposal, 'approve'), approval(proposal)]) {
      expect(await aContainer()(clickOf(order))).toMatchObject({ reason: 'apply-refused' });
    }
  });

  it('T19: asks for a pause after ten approvals in ten minutes', async () => {
    for (let i = 0; i < 10; i++) {
      clock.advance(30_000);
      const principalArn = `arn:aws:iam::123456789012:role/r${i}`;
      const { proposal } = await stored({ principalArn }, { principalArn });
      expect(await aContainer()(clickOf(approval(proposal)))).toMatchObject({ done: true });
    }
    const { proposal } = await stored();
    expect(await aContainer()(clickOf(approval(proposal)))).toMatchObject({ reason: 'cool-down' });
    expect(await aContainer()(clickOf(approval(proposal), 'U0BOB'))).toMatchObject({ done: true });
  });

  it('sets a finding aside and takes back what is offered for it', async () => {
    const { finding, proposal } = await stored();
    const order = { kind: 'snooze', subjectId: finding.id, silence: '7-days' } as const;
    expect(await aContainer()(clickOf(order))).toMatchObject({ done: true, reason: 'suppressed' });

    expect(await local.store.findFinding(finding.id)).toMatchObject({
      state: 'suppressed',
      suppressedUntil: '2026-11-27T12:00:00.000Z',
    });
    expect(await stateOf(proposal)).toBe('superseded');
    expect(await aContainer()(clickOf(order))).toMatchObject({ done: true });
  });

  it('S12: rolls back within 24 hours, and says why when it is refused', async () => {
    const at = '2026-11-20T11:00:00.000Z';
    const change = { at, newVersionId: 'v4', previousVersionId: 'v3', prunedVersionId: null };
    const { proposal } = await stored({ state: 'verified', change });
    const order: ClickOrder = {
      kind: 'roll-back',
      subjectId: proposal.id,
      digest: proposal.digest,
      reason: null,
    };
    expect(await aContainer()(clickOf(opening(proposal, 'roll-back')))).toMatchObject({
      kind: 'dialog',
    });
    expect(await aContainer()(clickOf(order))).toMatchObject({ reason: 'rollback-requested' });
    rollback = { kind: 'moved', reason: 'its default version is v5 now' };
    expect(await aContainer()(clickOf(order))).toMatchObject({
      sentence: 'Not rolled back: its default version is v5 now.',
    });
    clock.advance(24 * 3_600_000);
    expect(await aContainer()(clickOf(order))).toMatchObject({ reason: 'not-rolled-back' });
  });
});
