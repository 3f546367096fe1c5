import { describe, expect, it } from '@jest/globals';
import { channelOf, type Route } from '../../../src/domain/finding/route.ts';
import { severityOf } from '../../../src/domain/finding/severity.ts';
import { aFinding } from '../../builders/a-finding.ts';

const route = (channel: string, changes: Partial<Route> = {}): Route => ({
  account: null,
  team: null,
  severity: null,
  channel,
  ...changes,
});
const ROUTES = [
  route('C0CRITICAL', { severity: 'critical' }),
  route('C0PAYMENTS', { team: 'payments', severity: 'high' }),
  route('C0ACCOUNT', { account: '111122223333' }),
  route('C0REST'),
];

describe('domain/finding/route', () => {
  it.each([
    ['111122223333', 'payments', 'critical', 'C0CRITICAL'],
    ['111122223333', 'payments', 'high', 'C0PAYMENTS'],
    ['111122223333', 'payments', 'low', 'C0ACCOUNT'],
    ['444455556666', 'payments', 'low', 'C0REST'],
    [null, null, 'low', 'C0REST'],
  ] as const)(
    'sends account %s, team %s, severity %s to %s',
    (account, team, severity, channel) => {
      expect(channelOf({ account, team, severity }, ROUTES)).toBe(channel);
    },
  );

  it('knows no channel without a route', () => {
    expect(channelOf({ account: null, team: null, severity: 'low' }, [])).toBeUndefined();
  });

  it.each([
    ['dynamodb:Scan', 'low'],
    ['secretsmanager:GetSecretValue', 'high'],
    ['iam:PutRolePolicy', 'critical'],
  ])('takes a denied %s for %s', (action, severity) => {
    const { sample, ...rest } = aFinding();
    const resources = ['arn:aws:secretsmanager:us-east-1:123456789012:secret:x-AbCdEf'];
    const required = [{ ...sample.required[0]!, action, resources }];
    expect(severityOf({ ...rest, sample: { ...sample, required } })).toBe(severity);
  });

  it('takes alerts and suspicions for critical', () => {
    expect(severityOf(aFinding({ fingerprint: 'reconnaissance of x' }))).toBe('critical');
    expect(severityOf(aFinding({ suspicion: 'odd' }))).toBe('critical');
  });
});
