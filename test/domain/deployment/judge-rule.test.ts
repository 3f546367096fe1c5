import { describe, expect, it } from '@jest/globals';
import { toDenialPattern, toTaskStoppedPattern } from '../../../scripts/deploy/event-patterns.ts';
import { parseConfig } from '../../../src/compose/config/parse-config.ts';
import { toSubject } from '../../../src/compose/doctor/to-subject.ts';
import { judgeRule } from '../../../src/domain/deployment/judge-rule.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:111122223333:DenialQueue';

function configOf(scope: object) {
  const accounts = [{ id: '111122223333', name: 'production' }];
  const parsed = parseConfig({ version: 1, accounts, scope });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.faults));
  return parsed.config;
}

// The rules that are really deployed, as far as a role in scope goes.
describe('domain/deployment/judge-rule', () => {
  it.each([
    [{}],
    [{ ecsOnly: true }],
    [{ roles: ['arn:aws:iam::*:role/app/*'] }],
    [{ roles: ['arn:aws:iam::111122223333:role/payments-?', 'arn:aws:iam::*:role/b*'] }],
  ])('finds the patterns of the template good for the scope %j', (scope) => {
    const config = configOf(scope);
    const { sampleRoleArn } = toSubject(config, { resources: null, parameters: {} }, 'us-east-1');
    for (const [purpose, pattern] of [
      ['denials', toDenialPattern(config)],
      ['stopped-tasks', toTaskStoppedPattern(config)],
    ] as const) {
      const rule = {
        arn: 'arn:rule',
        state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        pattern: JSON.stringify(pattern),
        targets: [{ arn: QUEUE, deadLetterArn: 'arn:dlq' }],
      };
      const about = { name: purpose, account: '111122223333', roleArn: sampleRoleArn };
      const lines = judgeRule(rule, { ...about, purpose, queueArn: QUEUE });
      expect(lines.filter(({ state }) => state !== 'ok')).toEqual([]);
    }
  });

  it('names the denial that a narrower pattern holds back', () => {
    const pattern = { ...toDenialPattern(configOf({})), source: [{ prefix: 'aws.s3' }] };
    const lines = judgeRule(
      { arn: 'arn:rule', state: 'ENABLED', pattern: JSON.stringify(pattern), targets: [] },
      {
        name: 'DenialRule',
        purpose: 'denials',
        account: '111122223333',
        roleArn: 'arn:aws:iam::111122223333:role/a',
        queueArn: QUEUE,
      },
    );
    expect(lines.find(({ check }) => check === 'rule-pattern')?.detail).toBe(
      'it holds back Client.UnauthorizedOperation of DescribeInstances',
    );
  });
});
