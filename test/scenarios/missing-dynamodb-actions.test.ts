import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const POLICY = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';

// An ECS task role whose managed policy, already at five versions, lacks three DynamoDB actions.
describe('scenarios/missing-dynamodb-actions', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await aLocalWorld();
    await world.app.feed([
      ...readingsOf(aDeniedCall({ operation: 'Scan' }), 1),
      ...readingsOf(aDeniedCall({ operation: 'Query' }), 2),
      ...readingsOf(aDeniedCall({ operation: 'DescribeTable' }), 3),
    ]);
  });

  afterEach(() => world.app.close());

  async function proposal() {
    const [finding] = await world.app.listFindings();
    const view = await world.app.show(finding!.id);
    return view!.proposals[0]!;
  }

  async function approve() {
    const { id, digest } = await proposal();
    return world.app.decide({
      proposalId: id,
      verdict: 'approved',
      digest,
      by: 'an approver',
      reason: null,
    });
  }

  it('makes one proposal of the three denials, on the policy that speaks of the table', async () => {
    const { target, findingIds, statements, evidence } = await proposal();
    expect(target).toMatchObject({ kind: 'managed', policyArn: POLICY, baseVersionId: 'v7' });
    expect(findingIds).toHaveLength(3);
    expect(statements.flatMap(({ Action }) => Action)).toEqual([
      'dynamodb:Scan',
      'dynamodb:Query',
      'dynamodb:DescribeTable',
    ]);
    expect(evidence).toMatchObject({ count: 3 });
  });

  it('adds the actions to the statement that has the table, and nothing else', async () => {
    const { diff } = await proposal();
    const changed = diff.split('\n').filter((line) => /^[+-] /.test(line));
    expect(changed.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
      '- "dynamodb:UpdateItem"',
      '+ "dynamodb:UpdateItem",',
      '+ "dynamodb:Scan",',
      '+ "dynamodb:Query",',
      '+ "dynamodb:DescribeTable"',
    ]);
  });

  it('says before the approval which version makes room, and keeps its document', async () => {
    expect((await proposal()).quotaUse.versionToPrune).toBe('v3');
    await approve();
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions.map(({ versionId }) => versionId)).toEqual([
      'v8',
      'v7',
      'v6',
      'v5',
      'v4',
    ]);
    const kept = await world.local.archive.findVersion(policy!.id, 'v3');
    expect(kept?.document.Statement).toBeDefined();
  });

  it('applies, reads back and verifies after the approval', async () => {
    await approve();
    const after = await proposal();
    expect(after.state).toBe('verified');
    expect(after.verification).toMatchObject({
      kind: 'effective',
      witnesses: ['read-back', 'evaluator'],
    });
    expect((await world.account.findManagedPolicy(POLICY))?.defaultVersionId).toBe('v8');
    const states = (await world.app.listFindings()).map(({ state }) => state);
    expect(states).toEqual(['fixed', 'fixed', 'fixed']);
  });

  it('goes back to exactly the previous version on request', async () => {
    const before = await world.account.findManagedPolicy(POLICY);
    await approve();
    const { id } = await proposal();
    await world.app.rollBack({ proposalId: id, by: 'an approver', reason: null });
    const after = await world.account.findManagedPolicy(POLICY);
    expect(after?.defaultVersionId).toBe('v7');
    expect(after?.document).toEqual(before?.document);
    expect((await proposal()).state).toBe('rolled-back');
  });

  it('offers it again when it is denied again after the rollback, and not before', async () => {
    await approve();
    const { id } = await proposal();
    await world.app.rollBack({ proposalId: id, by: 'an approver', reason: null });
    await world.app.feed(readingsOf(aDeniedCall({ operation: 'Scan' }), 4));
    expect((await proposal()).id).toBe(id);
    world.clock.advance(3_600_000);
    const later = Date.parse(world.clock.now()) - Date.parse('2026-03-02T03:10:00Z');
    await world.app.feed(readingsOf(aDeniedCall({ operation: 'Scan' }), later / 1000));
    const scan = (await world.app.listFindings()).find(({ sample }) =>
      sample.required.some(({ action }) => action === 'dynamodb:Scan'),
    );
    const view = await world.app.show(scan!.id);
    expect(view?.proposals[0]).toMatchObject({ state: 'offered' });
    expect(view?.proposals[0]?.id).not.toBe(id);
  });

  it('prunes later without touching the default or the version to roll back to', async () => {
    await approve();
    const report = await world.app.prune({
      apply: true,
      by: 'maria',
      keepNewest: 1,
      policyArn: POLICY,
    });
    expect(report.policies[0]).toMatchObject({ kind: 'planned' });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions.map(({ versionId }) => versionId)).toEqual(['v8', 'v7']);
  });
});
