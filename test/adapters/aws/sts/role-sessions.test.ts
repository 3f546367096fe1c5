import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createRoleSessions,
  createStsClient,
} from '../../../../src/adapters/aws/sts/role-sessions.ts';
import { aClock, type TestClock } from '../../../builders/a-local-app.ts';
import { aDocument } from '../../../builders/an-account.ts';
import {
  type AwsAnswer,
  anXml,
  anXmlError,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

const ROLE = 'arn:aws:iam::111122223333:role/rolemender/reader';
const ORDER = { roleArn: ROLE, sessionName: 'rolemender-p-abc' };

describe('adapters/aws/sts/role-sessions', () => {
  let aws: FakeAws;
  let clock: TestClock;
  let fault: AwsAnswer | null;
  beforeEach(async () => {
    clock = aClock();
    fault = null;
    aws = await startFakeAws((_call, index) => {
      if (fault !== null) return fault;
      const hour = Date.parse(clock.now()) + 3_600_000;
      return anXml('AssumeRole', {
        Credentials: {
          AccessKeyId: `ASIA${index}`,
          SecretAccessKey: 'secret',
          SessionToken: 'token',
          Expiration: new Date(hour).toISOString(),
        },
      });
    });
  });
  afterEach(() => aws.stop());

  const sessionsWith = (externalId: string | null = 'deployment-7') =>
    createRoleSessions({ client: createStsClient(towards(aws)), clock, externalId });

  it('proves who asks, and cuts the session down to the policy of the order', async () => {
    await sessionsWith()({ ...ORDER, policy: aDocument(), durationSeconds: 900 });
    expect(aws.calls[0]?.input).toMatchObject({
      RoleArn: ROLE,
      RoleSessionName: 'rolemender-p-abc',
      ExternalId: 'deployment-7',
      DurationSeconds: '900',
      Policy: JSON.stringify(aDocument()),
    });
  });

  it('leaves out what is not wanted, and makes any name one that STS takes', async () => {
    await sessionsWith(null)({ roleArn: ROLE, sessionName: `p/${'x y'.repeat(40)}` });
    const { input } = aws.calls[0]!;
    expect(input).not.toHaveProperty('ExternalId');
    expect(input).not.toHaveProperty('Policy');
    expect(input['RoleSessionName']).toMatch(/^p-x-y[\w-]{59}$/);
  });

  it('keeps a session until five minutes before it ends', async () => {
    const sessions = sessionsWith();
    expect((await sessions(ORDER)).accessKeyId).toBe('ASIA0');
    clock.advance(54 * 60_000);
    expect((await sessions(ORDER)).accessKeyId).toBe('ASIA0');
    clock.advance(60_000);
    expect((await sessions(ORDER)).accessKeyId).toBe('ASIA1');
    expect(aws.calls).toHaveLength(2);
  });

  it('asks once for any number of simultaneous callers', async () => {
    const sessions = sessionsWith();
    await Promise.all(Array.from({ length: 20 }, () => sessions(ORDER)));
    expect(aws.calls).toHaveLength(1);
    clock.advance(3_600_000);
    await Promise.all(Array.from({ length: 20 }, () => sessions(ORDER)));
    expect(aws.calls).toHaveLength(2);
  });

  it('never gives the session of one order to another', async () => {
    const sessions = sessionsWith();
    const keys = [
      await sessions(ORDER),
      await sessions({ ...ORDER, policy: aDocument() }),
      await sessions({ ...ORDER, policy: aDocument('s3:PutObject') }),
      await sessions({ ...ORDER, sessionName: 'rolemender-p-def' }),
    ].map(({ accessKeyId }) => accessKeyId);
    expect(new Set(keys).size).toBe(4);
  });

  it('row 32: says that an account is out of reach when its role is gone or trusts us no more', async () => {
    fault = anXmlError('AccessDenied', 403);
    await expect(sessionsWith()(ORDER)).rejects.toMatchObject({
      code: 'account-unreachable',
      retryable: false,
      context: { account: '111122223333', role: ROLE },
    });
  });

  it.each([
    ['Throttling', 400, 'throttled'],
    ['ExpiredToken', 403, 'access-denied'],
    ['ServiceUnavailable', 503, 'unavailable'],
  ])('does not take %s for that', async (name, status, code) => {
    fault = anXmlError(name, status);
    await expect(sessionsWith()(ORDER)).rejects.toMatchObject({ code });
  });

  it('asks again after a failure', async () => {
    const sessions = sessionsWith();
    fault = anXmlError('AccessDenied', 403);
    await expect(sessions(ORDER)).rejects.toThrow('does not let us in');
    fault = null;
    expect((await sessions(ORDER)).accessKeyId).toBe('ASIA1');
  });
});
