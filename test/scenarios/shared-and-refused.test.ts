import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeniedCall } from '../../src/compose/demo/records.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aDocument } from '../builders/an-account.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const captions = 'arn:aws:s3:::example-video-captions/en/intro.vtt';
const s3 = (changes: Partial<DeniedCall>): DeniedCall =>
  aDeniedCall({
    role: 'VideoTranscodeTaskRole',
    source: 's3',
    operation: 'GetObject',
    action: 's3:GetObject',
    resource: `"${captions}"`,
    ...changes,
  });

// What may not be edited, and what an added Allow would not cure.
describe('scenarios/shared-and-refused', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await aLocalWorld();
  });

  afterEach(() => world.app.close());

  async function only() {
    const [finding, ...others] = await world.app.listFindings();
    expect(others).toEqual([]);
    return (await world.app.show(finding!.id))!;
  }

  async function approve() {
    const [proposal] = (await only()).proposals;
    const { id, digest } = proposal!;
    await world.app.decide({ proposalId: id, verdict: 'approved', digest, by: 'x', reason: null });
    return (await only()).proposals[0]!;
  }

  it('offers a policy of the role’s own instead of widening one that others hold', async () => {
    await world.app.feed(readingsOf(s3({})));
    const [proposal] = (await only()).proposals;
    expect(proposal?.target).toMatchObject({
      kind: 'new-managed',
      policyArn: 'arn:aws:iam::111122223333:policy/rolemender/VideoTranscodeTaskRole-permissions',
    });
    expect(proposal?.blastRadius).toEqual([
      'arn:aws:iam::111122223333:user/machine/media-uploader',
      'arn:aws:iam::111122223333:role/service/VideoThumbnailTaskRole',
    ]);
  });

  it('creates and attaches that policy, and a rollback removes it without a trace', async () => {
    await world.app.feed(readingsOf(s3({})));
    const applied = await approve();
    expect(applied.state).toBe('verified');
    const { policyArn } = applied.target as { policyArn: string };
    expect((await world.account.findManagedPolicy(policyArn))?.attachedTo).toEqual([
      'arn:aws:iam::111122223333:role/service/VideoTranscodeTaskRole',
    ]);
    await world.app.rollBack({ proposalId: applied.id, by: 'x', reason: null });
    expect(await world.account.findManagedPolicy(policyArn)).toBeUndefined();
  });

  const NAME = 'VideoTranscodeTaskRole-permissions';
  const elsewhere = (name: string) => `arn:aws:iam::111122223333:policy/team/${name}`;

  it('takes another name where one is taken under another path', async () => {
    await world.account.createPolicy(elsewhere(NAME), aDocument());
    await world.account.createPolicy(elsewhere(`${NAME.toLowerCase()}-2`), aDocument());
    await world.app.feed(readingsOf(s3({})));

    expect((await approve()).state).toBe('verified');
    expect((await only()).proposals[0]!.target).toMatchObject({
      policyArn: `arn:aws:iam::111122223333:policy/rolemender/${NAME}-3`,
    });
  });

  it('offers the change anew under another name when the name was taken after the offer', async () => {
    await world.app.feed(readingsOf(s3({})));
    await world.account.createPolicy(elsewhere(NAME), aDocument());
    await approve();

    const { finding, proposals } = await only();
    expect(finding.state).toBe('proposed');
    expect(proposals.map(({ state }) => state)).toEqual(['offered', 'superseded']);
    expect(proposals[1]!.note).toBe('a policy of that name exists now');
    expect((await approve()).state).toBe('verified');
  });

  it('adds a later denial to the policy of the role’s own', async () => {
    await world.app.feed(readingsOf(s3({})));
    const first = await approve();
    const other = 'arn:aws:s3:::example-video-captions/de/intro.vtt';
    world.clock.advance(3_600_000);
    await world.app.feed(readingsOf(s3({ resource: `"${other}"` }), 10_000));
    const [second] = (await only()).proposals;
    expect(second).toMatchObject({
      state: 'offered',
      target: { kind: 'managed', policyArn: (first.target as { policyArn: string }).policyArn },
    });
    expect(second?.statements).toEqual([expect.objectContaining({ Resource: other })]);
  });

  it('does not propose what the permissions boundary would still forbid, though AWS named only the policy', async () => {
    const queue = 'arn:aws:sqs:us-west-2:111122223333:training-next';
    await world.app.feed(
      readingsOf(
        aDeniedCall({
          role: 'VideoTrainingTaskRole',
          source: 'sqs',
          operation: 'SendMessage',
          action: 'sqs:SendMessage',
          resource: queue,
        }),
      ),
    );
    const { finding, proposals } = await only();
    expect(proposals).toEqual([]);
    expect(finding).toMatchObject({
      state: 'unfixable',
      refusal: 'the boundary does not allow it either, so this Allow would not help',
    });
  });

  it('closes a finding as fixed when the policies allow it by now', async () => {
    await world.app.feed(readingsOf(aDeniedCall({ operation: 'GetItem' })));
    expect((await only()).finding).toMatchObject({ state: 'fixed' });
  });

  it('does not propose what a Deny of the role’s own forbids', async () => {
    await world.app.feed(
      readingsOf(
        aDeniedCall({
          role: 'VideoOpsToolsRole',
          source: 'iam',
          operation: 'GetUser',
          action: 'iam:GetUser',
          resource: 'arn:aws:iam::111122223333:user/on-call',
        }),
      ),
    );
    const { finding, proposals } = await only();
    expect(proposals).toEqual([]);
    expect(finding.state).toBe('unfixable');
  });

  it('counts a denial of a role that the account does not have, and proposes nothing', async () => {
    await world.app.feed(readingsOf(aDeniedCall({ role: 'GoneRole' })));
    const { finding, proposals } = await only();
    expect(proposals).toEqual([]);
    expect(finding).toMatchObject({
      state: 'unfixable',
      refusal: 'the role or user is not in this account',
    });
  });

  it('suppresses a finding whose proposal was rejected: it is counted and not offered again', async () => {
    await world.app.feed(readingsOf(s3({})));
    const [proposal] = (await only()).proposals;
    const { id, digest } = proposal!;
    const reason = 'a bug of the application';
    await world.app.decide({ proposalId: id, verdict: 'rejected', digest, by: 'x', reason });
    await world.app.feed(readingsOf(s3({}), 9000));
    const { finding, proposals } = await only();
    expect(finding).toMatchObject({ state: 'suppressed', count: 2 });
    expect(proposals).toHaveLength(1);
  });

  it('expires an offer that nobody decides, and a later denial brings a new one', async () => {
    await world.app.feed(readingsOf(s3({})));
    world.clock.advance(9 * 3_600_000);
    await world.app.resume();
    expect((await only()).finding.state).toBe('expired');
    const [expired] = (await only()).proposals;
    const { id, digest } = expired!;
    const command = { proposalId: id, verdict: 'approved', digest, by: 'x', reason: null } as const;
    expect(await world.app.decide(command)).toMatchObject({ kind: 'refused', code: 'expired' });
    await world.app.feed(readingsOf(s3({}), 20 * 3600));
    expect((await only()).finding).toMatchObject({ state: 'proposed', count: 2 });
  });
});
