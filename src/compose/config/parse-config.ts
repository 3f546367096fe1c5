import * as v from 'valibot';
import { toApplyPatterns } from './apply-patterns.ts';
import type { ConfigFault } from './config-fault.ts';
import { faultsOfConfig } from './config-rules.ts';
import { type Config, ConfigSchema } from './config-schema.ts';

export type ParsedConfig =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly faults: readonly ConfigFault[] };

/**
 * Checks a configuration and fills in its defaults; faults are named all at once (of unknown keys, one an object). Paths in
 * `apply.policies` come out as ARNs. Parsing what it answered answers the same.
 */
export function parseConfig(value: unknown): ParsedConfig {
  const shape = v.safeParse(ConfigSchema, value);
  if (!shape.success) return { kind: 'invalid', faults: shape.issues.map(toFault) };
  const faults = faultsOfConfig(shape.output);
  if (faults.length > 0) return { kind: 'invalid', faults };
  return { kind: 'valid', config: toApplyPatterns(shape.output) };
}

function toFault(issue: v.BaseIssue<unknown>): ConfigFault {
  const keys = (issue.path ?? []).map(({ key }) => key);
  return { path: toConfigPath(keys), message: issue.message };
}

/** `accounts[0].id` of the keys and indices that lead there. */
function toConfigPath(keys: readonly unknown[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path === '' ? String(key) : `${path}.${String(key)}`;
  }, '');
}
