import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalApp } from '../../src/compose/create-local-app.ts';
import type { DeniedCall } from '../../src/compose/demo/records.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { type ApplyProposalDeps, createApplyProposal } from '../../src/usecases/apply-proposal.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aDocument } from '../builders/an-account.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';
import { createRecordDecision } from '../../src/usecases/record-decision.ts';

const POLICY = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';
const OTHER_TABLE = 'arn:aws:dynamodb:us-west-2:111122223333:table/video-jobs-2';
const RULES = { leaseMilliseconds: 5000, pauseMilliseconds: 3000 };

describe('usecases/apply-proposal', () => {
  let world: TestWorld;
  let approved: Proposal;

  beforeEach(async () => {
    world = await aLocalWorld();
    approved = await approvedFor(aDeniedCall());
  });

  /** The approved, not yet applied proposal of one more denial. */
  async function approvedFor(call: DeniedCall): Promise<Proposal> {
    await world.app.feed(readingsOf(call));
    const [finding] = await world.app.listFindings();
    const [offered] = (await world.app.show(finding!.id))!.proposals;
    const decide = createRecordDecision({ store: world.local.store, clock: world.clock });
    const { id, digest } = offered!;
    const command = { proposalId: id, digest, verdict: 'approved', by: 'x', reason: null } as const;
    const outcome = await decide(command);
    if (outcome.kind !== 'recorded') throw new Error(outcome.code);
    return outcome.proposal;
  }

  afterEach(() => world.app.close());

  function deps(changes: Partial<ApplyProposalDeps> = {}): ApplyProposalDeps {
    const { account, local, clock } = world;
    const { store, archive } = local;
    return {
      store,
      archive,
      clock,
      accounts: account,
      writer: account,
      pruner: account,
      rules: RULES,
      ...changes,
    };
  }

  const apply = (changes: Partial<ApplyProposalDeps>, holder: string) =>
    createApplyProposal(deps(changes))({ proposalId: approved.id, holder });

  /** A second worker, with the product's own composition, that finishes whatever is due. */
  const finishElsewhere = () =>
    createLocalApp({ ...world, notifier: world.notifier, holder: 'second' }).resume();

  it('waits between creating the version and making it the default', async () => {
    const before = Date.parse(world.clock.now());
    expect(await apply({}, 'first')).toMatchObject({ kind: 'applied' });
    expect(Date.parse(world.clock.now()) - before).toBeGreaterThanOrEqual(3000);
  });

  it('takes no rules whose lease may end while it pauses', () => {
    const rules = { leaseMilliseconds: 3000, pauseMilliseconds: 3000 };
    expect(() => createApplyProposal(deps({ rules }))).toThrow(
      'a lease of 3000 ms is too short for a pause of 3000 ms: it must be longer by 1000 ms',
    );
  });

  it('lists the versions anew when the place that it made was taken (row 22)', async () => {
    let calls = 0;
    const raced = {
      ...world.account,
      createPolicyVersion: async (
        ...args: Parameters<typeof world.account.createPolicyVersion>
      ) => {
        calls++;
        if (calls === 1) await world.account.createPolicyVersion(POLICY, aDocument('sqs:Purge*'));
        return world.account.createPolicyVersion(...args);
      },
    };
    expect(await apply({ writer: raced }, 'first')).toMatchObject({ kind: 'applied' });
    expect(calls).toBe(2);
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions).toHaveLength(5);
    expect(policy?.document).toEqual(approved.targetDocument);
    const { policyId } = approved.target as { readonly policyId: string };
    for (const version of ['v3', 'v4']) {
      expect(await world.local.archive.findVersion(policyId, version)).toBeDefined();
    }
  });

  it('gives up after three times, and says why', async () => {
    let calls = 0;
    const full = {
      ...world.account,
      createPolicyVersion: async () => {
        calls++;
        throw new AppError('limit-exceeded', 'five versions are stored');
      },
    };
    expect(await apply({ writer: full }, 'first')).toMatchObject({
      kind: 'failed',
      proposal: { state: 'failed', note: 'five versions are stored' },
    });
    expect(calls).toBe(3);
    expect((await world.account.findManagedPolicy(POLICY))?.defaultVersionId).toBe('v7');
  });

  it('takes a version with its document for its own, whoever won the place', async () => {
    const won = {
      ...world.account,
      createPolicyVersion: async (
        ...args: Parameters<typeof world.account.createPolicyVersion>
      ) => {
        await world.account.createPolicyVersion(...args);
        throw new AppError('limit-exceeded', 'five versions are stored');
      },
    };
    expect(await apply({ writer: won }, 'first')).toMatchObject({ kind: 'applied' });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.defaultVersionId).toBe('v8');
  });

  it('lets one worker at a time do it, until its lease runs out', async () => {
    const slow = {
      ...world.account,
      createPolicyVersion: async (
        ...args: Parameters<typeof world.account.createPolicyVersion>
      ) => {
        expect(await apply({}, 'second')).toMatchObject({ kind: 'busy' });
        return world.account.createPolicyVersion(...args);
      },
    };
    expect(await apply({ writer: slow }, 'first')).toMatchObject({ kind: 'applied' });
  });

  it('leaves nothing behind when it slept and another worker took over', async () => {
    const sleepy = {
      ...world.account,
      createPolicyVersion: async (
        ...args: Parameters<typeof world.account.createPolicyVersion>
      ) => {
        world.clock.advance(10_000);
        await finishElsewhere();
        await world.account.deletePolicyVersion(POLICY, 'v4');
        return world.account.createPolicyVersion(...args);
      },
    };
    expect(await apply({ writer: sleepy }, 'first')).toMatchObject({ kind: 'busy' });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions.map(({ versionId }) => versionId)).toEqual(['v8', 'v7', 'v6', 'v5']);
    expect(policy?.defaultVersionId).toBe('v8');
  });

  it('tries again when the worker that it took over from withdrew its version in the last moment', async () => {
    const resumed: (() => Promise<unknown>)[] = [];
    const takenOver = {
      ...world.clock,
      sleep: async () => {
        world.clock.advance(10_000);
        const late = {
          ...world.account,
          // The first worker wakes up, sees that it lost, and deletes what the second is about to use.
          setDefaultPolicyVersion: async (arn: string, version: string) => {
            await world.account.deletePolicyVersion(arn, version);
            return world.account.setDefaultPolicyVersion(arn, version);
          },
        };
        expect(await apply({ writer: late }, 'second')).toMatchObject({ kind: 'retry-later' });
        resumed.push(() => apply({}, 'second'));
      },
    };
    expect(await apply({ clock: takenOver }, 'first')).toMatchObject({ kind: 'busy' });
    expect(await resumed[0]!()).toMatchObject({ kind: 'applied' });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions.map(({ versionId }) => versionId)).toEqual([
      'v9',
      'v7',
      'v6',
      'v5',
      'v4',
    ]);
  });

  it('leaves nothing behind when somebody edited the policy during the pause', async () => {
    const edited = {
      ...world.clock,
      sleep: async () => {
        await world.account.deletePolicyVersion(POLICY, 'v4');
        const statement = { Effect: 'Allow', Action: 'sqs:ListQueues', Resource: '*' } as const;
        const document = { Version: '2012-10-17', Statement: [statement] };
        const version = await world.account.createPolicyVersion(POLICY, document);
        await world.account.setDefaultPolicyVersion(POLICY, version);
      },
    };
    expect(await apply({ clock: edited }, 'first')).toMatchObject({ kind: 'stale' });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions.map(({ versionId }) => versionId)).toEqual(['v9', 'v7', 'v6', 'v5']);
  });

  it('leaves nothing behind when it came to complete an escalation during the pause', async () => {
    await world.app.close();
    world = await aLocalWorld();
    approved = await approvedFor(aDeniedCall({ operation: 'PutItem', resource: OTHER_TABLE }));
    const rest = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'];
    const widened = {
      ...world.clock,
      sleep: () =>
        world.account.putInlinePolicy(
          approved.principalArn,
          'wide',
          aDocument([...rest, 'dynamodb:CreateTable'], '*'),
        ),
    };
    expect(await apply({ clock: widened }, 'first')).toMatchObject({
      kind: 'failed',
      proposal: { note: expect.stringContaining('a guardrail refuses it') },
    });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions.map(({ versionId }) => versionId)).toEqual(['v7', 'v6', 'v5', 'v4']);
  });

  it('does not apply a stored proposal that is not what its digest says', async () => {
    const tampered = {
      ...world.local.store,
      findProposal: async (id: string) => {
        const stored = await world.local.store.findProposal(id);
        return stored && { ...stored, targetDocument: { Version: '2012-10-17', Statement: [] } };
      },
    };
    expect(await apply({ store: tampered }, 'first')).toMatchObject({
      kind: 'failed',
      proposal: { note: 'the stored proposal is not what its digest says' },
    });
    expect((await world.account.findManagedPolicy(POLICY))?.defaultVersionId).toBe('v7');
  });

  it('does nothing with what nobody approved, or what was applied before', async () => {
    await apply({}, 'first');
    expect(await apply({}, 'first')).toEqual({ kind: 'nothing-to-do' });
    const command = { proposalId: 'p-000000-00000000', holder: 'x' };
    expect(await createApplyProposal(deps())(command)).toEqual({ kind: 'nothing-to-do' });
  });
});
