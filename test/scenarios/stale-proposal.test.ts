import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const POLICY = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';

// Somebody edits the policy between the offer and the approval, or after the change was applied.
describe('scenarios/stale-proposal', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await aLocalWorld();
    await world.app.feed(readingsOf(aDeniedCall()));
  });

  afterEach(() => world.app.close());

  async function newest() {
    const [finding] = await world.app.listFindings();
    return (await world.app.show(finding!.id))!.proposals[0]!;
  }

  async function approve() {
    const { id, digest } = await newest();
    const command = { proposalId: id, verdict: 'approved', digest, by: 'x', reason: null } as const;
    return world.app.decide(command);
  }

  async function editPolicy(sid: string) {
    const policy = await world.account.findManagedPolicy(POLICY);
    const statement = {
      Sid: sid,
      Effect: 'Allow',
      Action: 'sqs:GetQueueUrl',
      Resource: '*',
    } as const;
    const statements = [...(policy!.document.Statement as []), statement];
    const oldest = policy!.versions.findLast(({ isDefault }) => !isDefault);
    if (policy!.versions.length === 5) {
      await world.account.deletePolicyVersion(POLICY, oldest!.versionId);
    }
    const version = await world.account.createPolicyVersion(POLICY, {
      ...policy!.document,
      Statement: statements,
    });
    await world.account.setDefaultPolicyVersion(POLICY, version);
  }

  it('row 19: does not apply what was approved on another base, computes it anew and asks again', async () => {
    const first = await newest();
    await editPolicy('Edited');
    await approve();
    const second = await newest();
    expect(second.id).not.toBe(first.id);
    expect(second).toMatchObject({ state: 'offered', target: { baseVersionId: 'v8' } });
    expect((await world.local.store.findProposal(first.id))?.state).toBe('superseded');
    expect((await world.account.findManagedPolicy(POLICY))?.defaultVersionId).toBe('v8');
  });

  it('keeps the other person’s edit when the new proposal is approved', async () => {
    await editPolicy('Edited');
    await approve();
    await approve();
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(JSON.stringify(policy?.document)).toContain('"Sid":"Edited"');
    expect(JSON.stringify(policy?.document)).toContain('dynamodb:Scan');
    expect(await newest()).toMatchObject({ state: 'verified' });
  });

  it('refuses an approval of a proposal that was replaced', async () => {
    const first = await newest();
    await world.app.feed(readingsOf(aDeniedCall({ operation: 'Query' }), 2));
    const { id, digest } = first;
    const outcome = await world.app.decide({
      proposalId: id,
      verdict: 'approved',
      digest,
      by: 'x',
      reason: null,
    });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'digest-differs' });
  });

  it('row 30: refuses to roll back over a later edit, and shows both differences', async () => {
    await approve();
    await editPolicy('EditedLater');
    const { id } = await newest();
    const outcome = await world.app.rollBack({ proposalId: id, by: 'x', reason: null });
    expect(outcome).toMatchObject({ kind: 'moved' });
    if (outcome.kind !== 'moved') return;
    expect(outcome.diff.ours).toContain('+        "dynamodb:Scan"');
    expect(outcome.diff.theirs).toContain('+      "Sid": "EditedLater"');
    expect((await newest()).state).toBe('verified');
  });

  it('rolls back to the recorded document when its version was pruned by somebody else', async () => {
    await approve();
    const before = await world.account.findManagedPolicy(POLICY);
    await world.account.deletePolicyVersion(POLICY, 'v7');
    const { id } = await newest();
    await world.app.rollBack({ proposalId: id, by: 'x', reason: null });
    const after = await world.account.findManagedPolicy(POLICY);
    expect(after?.defaultVersionId).toBe('v9');
    expect(after?.document).not.toEqual(before?.document);
    expect(JSON.stringify(after?.document)).not.toContain('dynamodb:Scan');
  });
});
