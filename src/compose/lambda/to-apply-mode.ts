import {
  type ApplyMode,
  applyModeOf,
  type ApplyRules,
  type ApplySubject,
} from '../../domain/change/apply-mode.ts';
import type { Config } from '../config/config-schema.ts';

/** What may be written directly, by the configuration. */
export function toApplyMode({ accounts, apply }: Config): (subject: ApplySubject) => ApplyMode {
  const direct = accounts.filter((account) => account.apply === 'direct');
  const rules: ApplyRules = {
    directAccounts: direct.map(({ id }) => id),
    directPolicies: apply.policies,
    codeOwned: apply.codeOwned,
  };
  return (subject) => applyModeOf(subject, rules);
}
