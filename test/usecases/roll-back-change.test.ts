import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aDocument } from '../builders/an-account.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const POLICY = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';

describe('usecases/roll-back-change', () => {
  let world: TestWorld;
  let proposalId: string;
  beforeEach(async () => {
    world = await aLocalWorld();
    await world.app.feed(readingsOf(aDeniedCall()));
    const [finding] = await world.app.listFindings();
    const [offered] = (await world.app.show(finding!.id))!.proposals;
    const { id, digest } = offered!;
    const command = { proposalId: id, digest, verdict: 'approved', by: 'x', reason: null } as const;
    await world.app.decide(command);
    proposalId = id;
  });
  afterEach(() => world.app.close());

  const rollBack = () => world.app.rollBack({ proposalId, by: 'x', reason: null });
  const policy = async () => (await world.account.findManagedPolicy(POLICY))!;

  it('row 31: creates the version anew when somebody pruned it, and makes room for that', async () => {
    const before = (await policy()).versions.find(({ versionId }) => versionId === 'v7')!;
    await world.account.deletePolicyVersion(POLICY, 'v7');
    await world.account.createPolicyVersion(POLICY, aDocument('s3:ListBucket'));
    expect((await policy()).versions).toHaveLength(5);

    expect(await rollBack()).toMatchObject({ kind: 'recorded' });

    const after = await policy();
    expect(after.defaultVersionId).toBe('v10');
    expect(after.document).toEqual(before.document);
    expect(after.versions.map(({ versionId }) => versionId)).not.toContain('v4');
    expect(await world.local.archive.findVersion(after.id, 'v4')).toMatchObject({
      versionId: 'v4',
    });
  });
});
