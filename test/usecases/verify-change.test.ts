import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { APPLY_ANYWHERE } from '../../src/domain/change/apply-mode.ts';
import { CAREFUL } from '../../src/domain/change/judge-verification.ts';
import { addDenials } from '../../src/domain/finding/add-denials.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { createApplyProposal } from '../../src/usecases/apply-proposal.ts';
import { createRecordDecision } from '../../src/usecases/record-decision.ts';
import {
  createVerifyChange,
  type VerifyChangeDeps,
  type VerifyOutcome,
} from '../../src/usecases/verify-change.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const RULES = { leaseMilliseconds: 60_000, pauseMilliseconds: 0 };
const SAYS_YES = { decision: 'allowed', blockedBy: [] } as const;
const SAYS_NO = { decision: 'implicit-deny', blockedBy: ['scp'] } as const;

describe('usecases/verify-change', () => {
  let world: TestWorld;
  let applied: Proposal;

  beforeEach(async () => {
    world = await aLocalWorld();
    await world.app.feed(readingsOf(aDeniedCall()));
    const [finding] = await world.app.listFindings();
    const [offered] = (await world.app.show(finding!.id))!.proposals;
    const { store, archive } = world.local;
    const common = { store, clock: world.clock };
    const { id, digest } = offered!;
    const command = { proposalId: id, digest, verdict: 'approved', by: 'x', reason: null } as const;
    await createRecordDecision(common)(command);
    const account = { accounts: world.account, writer: world.account, pruner: world.account };
    const apply = createApplyProposal({
      ...common,
      ...account,
      archive,
      applyMode: APPLY_ANYWHERE,
      rules: RULES,
    });
    const outcome = await apply({ proposalId: id, holder: 'x' });
    if (outcome.kind !== 'applied') throw new Error(outcome.kind);
    applied = outcome.proposal;
  });
  afterEach(() => world.app.close());

  const verifyWith = (changes: Partial<VerifyChangeDeps> = {}) =>
    createVerifyChange({
      store: world.local.store,
      accounts: world.account,
      simulator: { simulate: async (_arn, requests) => requests.map(() => SAYS_YES) },
      clock: world.clock,
      rules: CAREFUL,
      ...changes,
    });

  /** Looks as often as it is told to, at the times that it is told. */
  async function toTheEnd(verify: (id: string) => Promise<VerifyOutcome>): Promise<Proposal> {
    for (let looks = 0; looks < 100; looks++) {
      const outcome = await verify(applied.id);
      if (outcome.kind === 'done') return outcome.proposal;
      if (outcome.kind === 'nothing-to-do') throw new Error(outcome.kind);
      world.clock.advance(outcome.afterSeconds * 1_000);
    }
    throw new Error('no end');
  }

  /** The same request denied again, so many seconds after the change. */
  async function deniedAgain(seconds: number): Promise<void> {
    const at = new Date(Date.parse(applied.change!.at) + seconds * 1_000).toISOString();
    const [finding] = await world.app.listFindings();
    const denial = { ...finding!.sample, eventId: `again-${seconds}`, eventTime: at };
    await world.local.store.save(addDenials(finding!, [denial], at)!);
  }

  it('row 27: is verified after fifteen minutes without a new denial, by four witnesses', async () => {
    const { state, verification } = await toTheEnd(verifyWith());
    expect(state).toBe('verified');
    expect(verification).toMatchObject({
      kind: 'effective',
      witnesses: ['read-back', 'evaluator', 'simulator', 'no-new-denials'],
    });
    expect(Date.parse(verification!.at) - Date.parse(applied.change!.at)).toBe(900_000);
  });

  it('row 27: is patient with an account that does not show the change at first', async () => {
    const shownAt = Date.parse(world.clock.now()) + 40_000;
    const slow = {
      ...world.account,
      findPrincipal: async (arn: string) => {
        const principal = (await world.account.findPrincipal(arn))!;
        const isShown = Date.parse(world.clock.now()) >= shownAt;
        return isShown ? principal : { ...principal, managed: [] };
      },
    };
    expect((await toTheEnd(verifyWith({ accounts: slow }))).state).toBe('verified');
  });

  it('row 28: fails with the class when it is denied again, and changes nothing by itself', async () => {
    await deniedAgain(400);
    const { state, verification } = await toTheEnd(verifyWith());
    expect(state).toBe('verify-failed');
    expect(verification?.detail).toBe(
      'denied again since it was applied: no policy of its own allows it',
    );
    const { policyArn } = applied.target as { policyArn: string };
    const policy = await world.account.findManagedPolicy(policyArn);
    expect(policy?.defaultVersionId).toBe(applied.change?.newVersionId);
  });

  it('row 29: does not hold a denial during the switch against the change', async () => {
    await deniedAgain(20);
    expect((await toTheEnd(verifyWith())).state).toBe('verified');
  });

  it('row 28: fails when somebody took the change out again', async () => {
    const { policyArn, baseVersionId } = applied.target as {
      policyArn: string;
      baseVersionId: string;
    };
    await world.account.setDefaultPolicyVersion(policyArn, baseVersionId);
    const { state, verification } = await toTheEnd(verifyWith());
    expect(state).toBe('verify-failed');
    expect(verification).toMatchObject({ witnesses: ['read-back'] });
    expect(Date.parse(verification!.at) - Date.parse(applied.change!.at)).toBe(300_000);
  });

  it('is inconclusive while the simulator contradicts the evaluator', async () => {
    const simulator = { simulate: async () => [SAYS_NO] };
    const { state, verification } = await toTheEnd(verifyWith({ simulator }));
    expect(state).toBe('applied');
    expect(verification).toMatchObject({
      kind: 'inconclusive',
      detail: expect.stringContaining('scp'),
    });
  });

  it('goes on without a simulator that does not answer, and says so', async () => {
    const simulator = {
      simulate: () => Promise.reject(new AppError('throttled', 'IAM is throttled')),
    };
    const { verification } = await toTheEnd(verifyWith({ simulator }));
    expect(verification).toMatchObject({
      kind: 'effective',
      witnesses: ['read-back', 'evaluator', 'no-new-denials'],
      silent: [{ witness: 'simulator', reason: 'IAM is throttled' }],
    });
  });

  it('stores nothing until it ends, and nothing twice', async () => {
    const verify = verifyWith();
    expect(await verify(applied.id)).toEqual({ kind: 'again', afterSeconds: 2 });
    expect(await world.local.store.findProposal(applied.id)).toEqual(applied);
    await toTheEnd(verify);
    expect(await verify(applied.id)).toEqual({ kind: 'nothing-to-do' });
    expect(await verify('p-000000-00000000')).toEqual({ kind: 'nothing-to-do' });
  });

  it('does not take an account that cannot be read for a change that is gone', async () => {
    const accounts = {
      ...world.account,
      findPrincipal: () => Promise.reject(new AppError('unavailable', 'no answer')),
    };
    world.clock.advance(3_600_000);
    await expect(verifyWith({ accounts })(applied.id)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect((await world.local.store.findProposal(applied.id))?.state).toBe('applied');
  });
});
