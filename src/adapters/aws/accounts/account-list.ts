import { parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { AppError } from '../../../kernel/app-error.ts';

/** The roles that a spoke gives us, by what they may do. */
export type SpokePurpose = 'reader' | 'applier' | 'pruner';

/** An account that is managed. Without `spokeRoles` it is the hub's own. */
export type ManagedAccount = {
  readonly id: string;
  readonly spokeRoles?: Readonly<Partial<Record<SpokePurpose, string | null>>> | null;
};

/** Stands for the function's own credentials. */
export const HUB = 'hub';

export type AccountList = {
  /** The 12 digits of a listed account, from themselves or from an ARN in it; AWS's own policies are read in the first. */
  accountOf(arnOrAccount: string): string;
  /** The ARN of the role to take on for a purpose, or `HUB`. */
  roleOf(account: string, purpose: SpokePurpose): string;
};

/** Throws `account-unreachable` for what is not listed: nothing is read or written outside the list. */
export function createAccountList(accounts: readonly ManagedAccount[]): AccountList {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return {
    accountOf(arnOrAccount) {
      const named = parseIamArn(arnOrAccount)?.account ?? arnOrAccount;
      const id = named === 'aws' ? (ownAccount(accounts) ?? '') : named;
      if (byId.has(id)) return id;
      throw unreachable(named, `the account ${named || '(none)'} is not in the configuration`);
    },
    roleOf(account, purpose) {
      const roles = byId.get(account)?.spokeRoles;
      if (!roles) return HUB;
      const role = roles[purpose];
      if (role) return role;
      throw unreachable(account, `the account ${account} gives no ${purpose} role`);
    },
  };
}

function ownAccount(accounts: readonly ManagedAccount[]): string | undefined {
  return (accounts.find(({ spokeRoles }) => !spokeRoles) ?? accounts[0])?.id;
}

function unreachable(account: string, message: string): AppError {
  return new AppError('account-unreachable', message, { context: { account } });
}
