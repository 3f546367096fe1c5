import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalApp } from '../../src/compose/create-local-app.ts';
import type { DeniedCall } from '../../src/compose/demo/records.ts';
import { APPLY_ANYWHERE } from '../../src/domain/change/apply-mode.ts';
import type { PolicyDocument } from '../../src/domain/policy/policy-document.ts';
import type { PrincipalPolicies } from '../../src/domain/policy/principal-policies.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { type ApplyProposalDeps, createApplyProposal } from '../../src/usecases/apply-proposal.ts';
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
      applyMode: APPLY_ANYWHERE,
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

  it('row 13: lets one worker at a time do it, until its lease runs out', async () => {
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

  it('row 14: leaves nothing behind when it slept and another worker took over', async () => {
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

  it('row 23: leaves nothing behind when somebody edited the policy during the pause', async () => {
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

  it('row 20: keeps the change and names the version that somebody else made between the last look and the call', async () => {
    const raced = {
      ...world.account,
      setDefaultPolicyVersion: async (arn: string, version: string) => {
        await world.account.deletePolicyVersion(arn, 'v4');
        const theirs = await world.account.createPolicyVersion(arn, aDocument());
        await world.account.setDefaultPolicyVersion(arn, theirs);
        return world.account.setDefaultPolicyVersion(arn, version);
      },
    };
    const outcome = await apply({ writer: raced }, 'first');
    expect(outcome).toMatchObject({
      kind: 'applied',
      proposal: {
        note: 'somebody else created v9 at the same moment, which is not the default: compare it',
      },
    });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.defaultVersionId).toBe('v8');
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

  it('row 22: lists anew when somebody takes the place that was made for the version', async () => {
    let thefts = 2;
    const contested = {
      ...world.account,
      createPolicyVersion: async (arn: string, document: PolicyDocument) => {
        if (thefts-- > 0) throw new AppError('limit-exceeded', 'five versions');
        return world.account.createPolicyVersion(arn, document);
      },
    };
    expect(await apply({ writer: contested }, 'first')).toMatchObject({ kind: 'applied' });
    expect((await world.account.findManagedPolicy(POLICY))?.defaultVersionId).toBe('v8');
  });

  it('row 22: gives up after three places that were taken', async () => {
    let attempts = 0;
    const contested = {
      ...world.account,
      createPolicyVersion: async () => {
        attempts += 1;
        throw new AppError('limit-exceeded', 'five versions');
      },
    };
    expect(await apply({ writer: contested }, 'first')).toMatchObject({ kind: 'failed' });
    expect(attempts).toBe(3);
  });

  it('row 22: makes room though somebody else deleted the same version first', async () => {
    const late = {
      deletePolicyVersion: async (arn: string, version: string) => {
        await world.account.deletePolicyVersion(arn, version);
        throw new AppError('not-found', 'gone');
      },
    };
    expect(await apply({ pruner: late }, 'first')).toMatchObject({ kind: 'applied' });
  });

  it('row 27: waits for IAM to show what was written before it judges it', async () => {
    const { accounts, isOld } = slowToShow(2);
    expect(await apply({ accounts }, 'first')).toMatchObject({ kind: 'applied' });
    expect(isOld()).toBe(false);
  });

  it('row 27: tries again later, and writes nothing twice, when IAM is slower than that', async () => {
    const { accounts } = slowToShow(1_000);
    expect(await apply({ accounts }, 'first')).toEqual({
      kind: 'retry-later',
      reason: 'IAM does not show the change yet',
    });
    expect(await apply({}, 'first')).toMatchObject({ kind: 'applied' });
    const policy = await world.account.findManagedPolicy(POLICY);
    expect(policy?.versions.map(({ versionId }) => versionId)).toEqual([
      'v8',
      'v7',
      'v6',
      'v5',
      'v4',
    ]);
  });

  it('writes nothing where applying was switched off after the approval', async () => {
    const applyMode = () => ({ kind: 'refused', code: 'code-owned' }) as const;
    expect(await apply({ applyMode }, 'first')).toMatchObject({
      kind: 'failed',
      proposal: { note: expect.stringContaining('code owns it') },
    });
    expect((await world.account.findManagedPolicy(POLICY))?.defaultVersionId).toBe('v7');
  });

  it('does not report as failed what stands in the account already', async () => {
    const { accounts } = slowToShow(1_000);
    await apply({ accounts }, 'first');
    const applyMode = () => ({ kind: 'refused', code: 'account-off' }) as const;
    expect(await apply({ applyMode }, 'first')).toMatchObject({ kind: 'applied' });
  });

  /** An account whose reads show the principal as it was for so many reads after the switch. */
  function slowToShow(reads: number) {
    let left = reads;
    let before: PrincipalPolicies | undefined;
    const accounts = {
      ...world.account,
      findPrincipal: async (arn: string) => {
        const now = await world.account.findPrincipal(arn);
        before ??= now;
        const isSwitched = now?.managed.some(({ defaultVersionId }) => defaultVersionId === 'v8');
        return isSwitched && left-- > 0 ? before : now;
      },
    };
    return { accounts, isOld: () => left > 0 };
  }

  it('does nothing with what nobody approved, or what was applied before', async () => {
    await apply({}, 'first');
    expect(await apply({}, 'first')).toEqual({ kind: 'nothing-to-do' });
    const command = { proposalId: 'p-000000-00000000', holder: 'x' };
    expect(await createApplyProposal(deps())(command)).toEqual({ kind: 'nothing-to-do' });
  });
});
