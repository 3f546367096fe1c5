import { describe, expect, it } from '@jest/globals';
import type { SourceMap } from '../../src/iac/editor.ts';
import { joinSourceMaps, refersTo } from '../../src/iac/join-source-maps.ts';
import type { Term } from '../../src/iac/policy-model.ts';

const expression = (source: string): Term => ({ kind: 'expression', source, arn: null });
const site = (address: string, roles: readonly Term[]) => ({
  address,
  place: { path: 'iam.tf', line: 1 },
  name: null,
  roles,
  document: { kind: 'here' as const },
});
const empty: SourceMap = { policies: [], roles: [], resources: [] };

describe('iac/join-source-maps', () => {
  it('adds the roles that another file attaches a policy to, each once', () => {
    const task = expression('aws_iam_role.task.name');
    const policies = { ...empty, policies: [site('aws_iam_policy.app', [task])] };
    const worker = expression('aws_iam_role.worker.name');
    const policy = expression('aws_iam_policy.app.arn');
    const roles = { ...empty, attachments: [task, worker].map((role) => ({ policy, role })) };

    const joined = joinSourceMaps([policies, roles]);

    expect(joined.policies).toEqual([site('aws_iam_policy.app', [task, worker])]);
  });

  it('tells a name from a longer one that begins with it', () => {
    expect(refersTo(expression('aws_iam_policy.app.arn'), 'aws_iam_policy.app')).toBe(true);
    expect(refersTo(expression('aws_iam_policy.app[0].arn'), 'aws_iam_policy.app')).toBe(true);
    expect(refersTo(expression('aws_iam_policy.app2.arn'), 'aws_iam_policy.app')).toBe(false);
    expect(refersTo({ kind: 'literal', value: 'aws_iam_policy.app' }, 'aws_iam_policy.app')).toBe(
      false,
    );
  });
});
