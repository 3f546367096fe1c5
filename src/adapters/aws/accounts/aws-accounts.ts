import { toSessionPolicy, type WriteScope } from '../../../domain/change/write-scope.ts';
import type { AccountReader } from '../../../ports/account-reader.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { PolicySimulator } from '../../../ports/policy-simulator.ts';
import type { PolicyVersionPruner } from '../../../ports/policy-version-pruner.ts';
import type { PolicyWriter } from '../../../ports/policy-writer.ts';
import type { AwsClientOptions } from '../client-settings.ts';
import { createIamAccountReader } from '../iam/iam-account-reader.ts';
import { createIamClient, type Iam } from '../iam/iam-caller.ts';
import { createIamPolicySimulator } from '../iam/iam-policy-simulator.ts';
import { createIamPolicyWriter, WRITE_ONCE } from '../iam/iam-policy-writer.ts';
import { createIamVersionPruner } from '../iam/iam-version-pruner.ts';
import { createPace, IAM_RATES, type Pace } from '../pace.ts';
import { createRoleSessions, createStsClient, type SessionOrder } from '../sts/role-sessions.ts';
import {
  type AccountList,
  createAccountList,
  HUB,
  type ManagedAccount,
  type SpokePurpose,
} from './account-list.ts';

export type AwsAccountsDeps = {
  readonly accounts: readonly ManagedAccount[];
  readonly region: string;
  readonly externalId: string | null;
  readonly clock: Clock;
  readonly rates?: typeof IAM_RATES;
  /** Of IAM and STS, for emulators. */
  readonly endpoint?: string;
  /** The hub's own; without it the SDK's chain decides. */
  readonly credentials?: AwsClientOptions['credentials'];
};

/** Every managed account's IAM behind the ports; each call goes to the account that its ARN names. */
export type AwsAccounts = {
  readonly reader: AccountReader;
  readonly simulator: PolicySimulator;
  /** Deletes versions with the pruner's role, one session a policy. */
  readonly pruner: PolicyVersionPruner;
  /** The writer of one change: in a spoke its session reaches one role and one policy (`WriteScope`). Never throws itself. */
  readonly writerFor: (scope: WriteScope) => PolicyWriter & PolicyVersionPruner;
  /** What a client of another service needs to read in an account (CloudTrail). */
  readonly readerOptions: (account: string) => AwsClientOptions;
};

/**
 * Routes by account: the hub's own account with the function's credentials, every other one with a
 * session of its spoke role. An account that is not listed is `account-unreachable`: never read, never edited.
 */
export function createAwsAccounts(deps: AwsAccountsDeps): AwsAccounts {
  const list = createAccountList(deps.accounts);
  const optionsFor = createOptionsFor(deps, list);
  const paces = new Map<string, Pace>();
  const paceOf = (account: string) =>
    remembered(paces, account, () => createPace(deps.clock, deps.rates ?? IAM_RATES));
  const readerOf = createReaders(list, optionsFor, paceOf);
  const writing = createWriting(optionsFor, paceOf);
  return {
    reader: routeReader(readerOf),
    simulator: { simulate: async (arn, requests) => readerOf(arn).simulate(arn, requests) },
    writerFor: (scope) => {
      const iam = whenUsed(() =>
        writing(list.accountOf(scope.principalArn ?? scope.policyArn ?? ''), 'applier', scope),
      );
      return { ...createIamPolicyWriter(iam), ...createIamVersionPruner(iam) };
    },
    pruner: {
      deletePolicyVersion: async (policyArn, versionId) => {
        const scope = { id: 'prune', principalArn: null, policyArn };
        const iam = writing(list.accountOf(policyArn), 'pruner', scope);
        await createIamVersionPruner(iam).deletePolicyVersion(policyArn, versionId);
      },
    },
    readerOptions: (account) => optionsFor(list.accountOf(account), 'reader', READING),
  };
}

const READING = { sessionName: 'rolemender-reader' };

type OptionsFor = ReturnType<typeof createOptionsFor>;
type PaceOf = (account: string) => Pace;
type Reading = AccountReader & PolicySimulator;

function createReaders(
  list: AccountList,
  optionsFor: OptionsFor,
  paceOf: PaceOf,
): (arnOrAccount: string) => Reading {
  const readers = new Map<string, Reading>();
  return (arnOrAccount) => {
    const account = list.accountOf(arnOrAccount);
    return remembered(readers, account, () => {
      const client = createIamClient(optionsFor(account, 'reader', READING));
      const iam = { client, pace: paceOf(account) };
      return { ...createIamAccountReader(iam), ...createIamPolicySimulator(iam) };
    });
  };
}

function createWriting(optionsFor: OptionsFor, paceOf: PaceOf) {
  return (account: string, purpose: SpokePurpose, scope: WriteScope): Iam => {
    const options = optionsFor(account, purpose, {
      sessionName: `rolemender-${scope.id}`,
      policy: toSessionPolicy(scope),
      durationSeconds: WRITE_SESSION_SECONDS,
    });
    const client = createIamClient({ ...options, ...WRITE_ONCE });
    return { client, pace: paceOf(account) };
  };
}

// The shortest that STS gives: a session that outlives its change serves nobody.
const WRITE_SESSION_SECONDS = 900;

// A writer that cannot be had fails when it is used, as any failed write does, and not when it is made.
function whenUsed(open: () => Iam): Iam {
  let opened: Iam | undefined;
  const iam = (): Iam => (opened ??= open());
  return {
    get client() {
      return iam().client;
    },
    get pace() {
      return iam().pace;
    },
  };
}

function createOptionsFor(deps: AwsAccountsDeps, list: AccountList) {
  const { region, endpoint, credentials, clock, externalId } = deps;
  const own: AwsClientOptions = {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  const sessions = createRoleSessions({ client: createStsClient(own), clock, externalId });
  return (
    account: string,
    purpose: SpokePurpose,
    order: Omit<SessionOrder, 'roleArn'>,
  ): AwsClientOptions => {
    const roleArn = list.roleOf(account, purpose);
    return roleArn === HUB ? own : { ...own, credentials: () => sessions({ ...order, roleArn }) };
  };
}

function routeReader(readerOf: (arnOrAccount: string) => AccountReader): AccountReader {
  return {
    findPrincipal: async (arn) => readerOf(arn).findPrincipal(arn),
    findManagedPolicy: async (arn) => readerOf(arn).findManagedPolicy(arn),
    findInlinePolicy: async (arn, name) => readerOf(arn).findInlinePolicy(arn, name),
    listCustomerManagedPolicies: async (account) =>
      readerOf(account).listCustomerManagedPolicies(account),
    quotas: async (account) => readerOf(account).quotas(account),
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
