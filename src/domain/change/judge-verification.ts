import type { Evaluation } from '../policy/evaluation.ts';
import type { SilentWitness, Verification, Witness } from '../proposal/proposal.ts';
import type { NewDenials } from './new-denials.ts';

/** What the simulator said of one request; `blockedBy` names what it blames, if it does. */
export type Simulation = {
  readonly decision: Evaluation['decision'];
  readonly blockedBy: readonly string[];
};

/** Everything that the witnesses of one moment say about an applied change. */
export type Testimony = {
  /** Since it was applied. */
  readonly elapsedSeconds: number;
  /** Whether the account, read again, holds what was written. */
  readonly holdsChange: boolean;
  readonly evaluations: readonly Evaluation[];
  /** One verdict a request, or why there is none, as a sentence. */
  readonly simulations: readonly Simulation[] | { readonly silentBecause: string };
  readonly newDenials: NewDenials;
};

export type VerificationRules = {
  /** How long IAM may take until every part of it knows a change: before that nothing is a failure. */
  readonly settleSeconds: number;
  /** How long nothing may be denied again before a change is called verified. */
  readonly watchSeconds: number;
};

/** 5 and 15 minutes, from facts/reliability.md, rows 27 and 28. */
export const CAREFUL: VerificationRules = { settleSeconds: 300, watchSeconds: 900 };

/** For an account that changes at once and is used by nobody: a snapshot. */
export const AT_ONCE: VerificationRules = { settleSeconds: 0, watchSeconds: 0 };

export type VerificationStep =
  | { readonly kind: 'done'; readonly verification: Omit<Verification, 'at'> }
  | { readonly kind: 'again'; readonly afterSeconds: number };

/**
 * Ends the verification or says when to look again: what looks ineffective may only be slow until
 * `settleSeconds` are over, and what looks effective is watched until `watchSeconds` are.
 */
export function judgeVerification(
  testimony: Testimony,
  rules: VerificationRules,
): VerificationStep {
  const verdict = verdictOf(testimony);
  const end =
    verdict.kind === 'ineffective'
      ? rules.settleSeconds
      : Math.max(rules.settleSeconds, rules.watchSeconds);
  const left = end - testimony.elapsedSeconds;
  if (left > 0) return { kind: 'again', afterSeconds: nextLook(testimony.elapsedSeconds, left) };
  const silent = silentOf(testimony);
  return {
    kind: 'done',
    verification: {
      ...verdict,
      witnesses: witnessesOf(testimony, rules),
      ...(silent.length > 0 ? { silent } : {}),
    },
  };
}

const SHORTEST_SECONDS = 2;
const LONGEST_SECONDS = 300;

// As long again as it has taken so far: 2, 4, 8, … seconds at first, every 5 minutes later.
function nextLook(elapsedSeconds: number, left: number): number {
  const grown = Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, elapsedSeconds));
  return Math.max(1, Math.ceil(Math.min(grown, left)));
}

function verdictOf(testimony: Testimony): Pick<Verification, 'kind' | 'detail'> {
  const { holdsChange, evaluations, newDenials } = testimony;
  if (!holdsChange) {
    return { kind: 'ineffective', detail: 'the policy does not hold the change any more' };
  }
  const denied = evaluations.find(({ decision }) => decision.endsWith('deny'));
  if (denied) {
    return { kind: 'ineffective', detail: `still denied by the ${denied.blockedBy.join(' and ')}` };
  }
  if (newDenials.kind === 'denied-again') {
    return { kind: 'ineffective', detail: `denied again since it was applied: ${newDenials.why}` };
  }
  const unsure = evaluations.find(({ decision }) => decision === 'cannot-tell');
  if (unsure) {
    const keys = unsure.missingContext.join(', ');
    return { kind: 'inconclusive', detail: `it depends on ${keys}, which the denial did not tell` };
  }
  const doubt = deniedBySimulator(testimony);
  if (doubt === undefined) {
    return { kind: 'effective', detail: 'every denied request is allowed now' };
  }
  const blamed =
    doubt.blockedBy.length > 0 ? ` and blames the ${doubt.blockedBy.join(' and ')}` : '';
  return { kind: 'inconclusive', detail: `IAM's simulator still denies it${blamed}` };
}

function deniedBySimulator({ simulations }: Testimony): Simulation | undefined {
  if ('silentBecause' in simulations) return undefined;
  return simulations.find(({ decision }) => decision.endsWith('deny'));
}

function witnessesOf(testimony: Testimony, rules: VerificationRules): readonly Witness[] {
  const { holdsChange, simulations, newDenials } = testimony;
  // What was not written is not worth evaluating.
  if (!holdsChange) return ['read-back'];
  const speaks = !('silentBecause' in simulations) && simulations.some(hasSpoken);
  const isWatched = rules.watchSeconds > 0 && testimony.elapsedSeconds >= rules.watchSeconds;
  return [
    'read-back',
    'evaluator',
    ...(speaks ? (['simulator'] as const) : []),
    ...(isWatched && newDenials.kind === 'none' ? (['no-new-denials'] as const) : []),
  ];
}

function silentOf({ holdsChange, simulations, newDenials }: Testimony): readonly SilentWitness[] {
  if (!holdsChange) return [];
  const silent: SilentWitness[] = [];
  if ('silentBecause' in simulations) {
    if (simulations.silentBecause !== '') {
      silent.push({ witness: 'simulator', reason: simulations.silentBecause });
    }
  } else if (!simulations.some(hasSpoken)) {
    silent.push({ witness: 'simulator', reason: 'it cannot tell without more of the request' });
  }
  if (newDenials.kind === 'unclear') {
    const reason = 'there were new denials, and whether of these resources cannot be told';
    silent.push({ witness: 'no-new-denials', reason });
  }
  return silent;
}

function hasSpoken({ decision }: Simulation): boolean {
  return decision !== 'cannot-tell';
}
