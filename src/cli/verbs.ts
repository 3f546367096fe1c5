import type { Verb } from './command.ts';

/**
 * Every verb of the program, in the order of `--help`. To add one: write `commands/<verb>.ts` that
 * exports `register` (see `RegisterVerb`), and add its row here. A verb's module is loaded only when
 * the verb is used, so that `explain` never pays for the store or an SDK.
 */
export const VERBS: readonly Verb[] = [
  {
    name: 'explain',
    summary: 'say why AWS denied a request, and the smallest policy statement that cures it',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'fix',
    summary: 'edit the policy where your team wrote it: Terraform, CloudFormation, CDK, JSON',
    load: () => import('./commands/fix.ts'),
  },
  {
    name: 'lookup',
    summary: 'which IAM actions an API call needs',
    load: () => import('./commands/lookup.ts'),
  },
  {
    name: 'simulate',
    summary: 'would this request be allowed, by which policy, and which condition key decides',
    load: () => import('./commands/simulate.ts'),
  },
  {
    name: 'findings',
    summary: 'what was denied: the findings of the local store, last seen first',
    load: () => import('./commands/findings.ts'),
  },
  {
    name: 'show',
    summary: 'one finding with its evidence, its proposal and its history',
    load: () => import('./commands/show.ts'),
  },
  {
    name: 'approve',
    summary: 'approve exactly one change; it is applied, read back and verified',
    load: () => import('./commands/approve.ts'),
  },
  {
    name: 'reject',
    summary: 'reject a proposal, with the reason',
    load: () => import('./commands/reject.ts'),
  },
  {
    name: 'lift',
    summary: 'lift a security alert, so that changes are offered to its principal again',
    load: () => import('./commands/lift.ts'),
  },
  {
    name: 'rollback',
    summary: 'take an applied change back to exactly what was before it',
    load: () => import('./commands/rollback.ts'),
  },
  {
    name: 'prune',
    summary: 'delete old policy versions; a dry run unless --yes',
    load: () => import('./commands/prune.ts'),
  },
  {
    name: 'audit',
    summary:
      'the history of decisions and changes: verify that nobody touched it, anchor it, list it',
    load: () => import('./commands/audit.ts'),
  },
  {
    name: 'doctor',
    summary: 'prove each precondition of a deployment, or of local mode, one line each',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'serve',
    summary: 'local mode with the web console',
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'demo',
    summary: 'the whole way from a denial to a rollback, on a sample account',
    load: () => import('./commands/demo.ts'),
  },
];
