import type { Scope } from '../../domain/denial/judge-scope.ts';
import type { Config } from '../config/config-schema.ts';

/** Whose denials the configuration takes in. */
export function toScope({ accounts, scope, ignore }: Config): Scope {
  return {
    accounts: accounts.map(({ id }) => id),
    roles: scope.roles,
    ecsOnly: scope.ecsOnly,
    ignore,
  };
}
