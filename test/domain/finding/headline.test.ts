import { describe, expect, it } from '@jest/globals';
import { headlineOf } from '../../../src/domain/finding/headline.ts';
import { aDenial, aPermission, TABLE_ARN } from '../../builders/a-denial.ts';
import { aFinding } from '../../builders/a-finding.ts';

describe('domain/finding/headline', () => {
  it('says who cannot do what on which resource, and why', () => {
    const finding = aFinding({
      principalArn: 'arn:aws:iam::123456789012:role/app/ml/MLPlatformECSTaskRole',
      sample: aDenial({ required: [aPermission(), aPermission({ action: 'kms:Decrypt' })] }),
      resources: [TABLE_ARN, `${TABLE_ARN}/index/by-day`, `${TABLE_ARN}/index/by-user`],
    });

    expect(headlineOf(finding)).toEqual({
      who: 'MLPlatformECSTaskRole',
      ecsRole: 'task role',
      actions: ['dynamodb:Scan', 'kms:Decrypt'],
      resource: TABLE_ARN,
      moreResources: 2,
      why: 'no policy of its own allows it',
    });
  });

  it('says so where the event tells neither role, nor resource, nor whose role it is', () => {
    const principal = { kind: 'unknown', arn: null, session: null, ecsRole: null } as const;
    const sample = aDenial({ principal, required: [] });
    const finding = aFinding({ principalArn: 'unknown', sample, resources: [] });

    expect(headlineOf({ ...finding, cause: 'unspecified' })).toEqual({
      who: 'unknown',
      ecsRole: null,
      actions: [],
      resource: 'an unknown resource',
      moreResources: 0,
      why: 'AWS does not say why',
    });
  });

  it('says what a reconnaissance is', () => {
    const alert = aFinding({ fingerprint: 'reconnaissance of a since ever', resources: [] });

    expect(headlineOf(alert)).toMatchObject({
      resource: 'many resources',
      why: 'it was denied many different actions within minutes',
    });
  });
});
