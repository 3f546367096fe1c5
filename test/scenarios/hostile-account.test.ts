import { afterEach, describe, expect, it } from '@jest/globals';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import type { PolicyDocument } from '../../src/domain/policy/policy-document.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { readText } from '../../src/domain/denial/read-text.ts';
import { toSentence } from '../../src/compose/demo/records.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const OTHER: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::other' }],
};

/** A call whose cure is a policy of its own: the policy that fits is shared. */
const SHARED = {
  role: 'VideoTranscodeTaskRole',
  source: 's3',
  operation: 'PutObject',
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::video-media/x',
};

/** The account as an export with `--filter Role LocalManagedPolicy` gives it: without AWS's documents. */
function withoutAwsManaged(): unknown {
  const account = DEMO_ACCOUNT as { readonly Policies: readonly { readonly Arn: string }[] };
  return { ...account, Policies: account.Policies.filter(({ Arn }) => !Arn.includes('::aws:')) };
}

// Whatever was done to the account, nothing of others is lost and nobody else's finding waits for it.
describe('scenarios/hostile-account', () => {
  let world: TestWorld;

  afterEach(() => world.app.close());

  async function applied(call: Parameters<typeof aDeniedCall>[0] = {}): Promise<Proposal> {
    world = await aLocalWorld();
    await world.app.feed(readingsOf(aDeniedCall(call)));
    const [finding] = await world.app.listFindings();
    const { id: proposalId, digest } = (await world.app.show(finding!.id))!.proposals[0]!;
    const decision = { proposalId, verdict: 'approved', digest, by: 'x', reason: null } as const;
    await world.app.decide(decision);
    return (await world.local.store.findProposal(proposalId))!;
  }

  const arnOf = ({ target }: Proposal): string =>
    target.kind === 'inline' ? '' : target.policyArn;

  const rollBack = ({ id: proposalId }: Proposal) =>
    world.app.rollBack({ proposalId, by: 'x', reason: null });

  it.each(['record', 'log line'])(
    'holds up nobody for one principal that cannot be read (%s)',
    async (source) => {
      world = await aLocalWorld({ snapshot: withoutAwsManaged() });
      const unreadable = aDeniedCall({ role: 'VideoCatalogExecutionRole' });
      const first =
        source === 'record' ? readingsOf(unreadable) : [readText(toSentence(unreadable))];

      await world.app.feed([...first, ...readingsOf(aDeniedCall(), 2)]);
      await world.app.resume();

      expect(
        (await world.app.listFindings())
          .map(({ state, refusal }) => [state, refusal])
          .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ).toEqual([
        ['proposed', null],
        ['unfixable', expect.stringContaining('its document is not in the snapshot')],
      ]);
    },
  );

  it('withdraws a rollback that IAM refuses, and says why', async () => {
    const proposal = await applied();
    await world.account.deletePolicyVersion(arnOf(proposal), 'v7');
    Object.assign(world.account, {
      createPolicyVersion: () =>
        Promise.reject(new AppError('limit-exceeded', 'a policy has at most 5 versions')),
    });

    await rollBack(proposal);
    await world.app.resume();

    expect(await world.local.store.findProposal(proposal.id)).toMatchObject({
      state: 'verified',
      rollback: null,
      outbox: [],
      note: expect.stringContaining('5 versions'),
    });
  });

  it('does not delete a policy that somebody made anew under the name of ours', async () => {
    const proposal = await applied(SHARED);
    const arn = arnOf(proposal);
    await world.account.detachPolicy(proposal.principalArn, arn);
    await world.account.deletePolicy(arn);
    await world.account.createPolicy(arn, OTHER);

    await rollBack(proposal);

    expect((await world.account.findManagedPolicy(arn))?.document).toEqual(OTHER);
  });

  it('keeps the document of every version that goes with a policy of ours', async () => {
    const proposal = await applied(SHARED);
    const arn = arnOf(proposal);
    await world.account.createPolicyVersion(arn, OTHER);
    const { id } = (await world.account.findManagedPolicy(arn))!;

    await rollBack(proposal);

    expect(await world.account.findManagedPolicy(arn)).toBeUndefined();
    expect((await world.local.archive.findVersion(id, 'v2'))?.document).toEqual(OTHER);
  });
});
