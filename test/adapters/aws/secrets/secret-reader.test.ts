import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createSecretReader,
  createSecretsClient,
} from '../../../../src/adapters/aws/secrets/secret-reader.ts';
import { aClock, type TestClock } from '../../../builders/a-local-app.ts';
import {
  aJson,
  aJsonError,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

describe('adapters/aws/secrets/secret-reader', () => {
  let aws: FakeAws;
  let clock: TestClock;
  let stages: Partial<Record<string, string>>;
  let fault: string | null;
  beforeEach(async () => {
    clock = aClock();
    stages = { AWSCURRENT: 'new' };
    fault = null;
    aws = await startFakeAws(({ input }) => {
      if (fault !== null) return aJsonError(fault);
      const SecretString = stages[String(input['VersionStage'])];
      return SecretString === undefined
        ? aJsonError('ResourceNotFoundException')
        : aJson({ SecretString });
    });
  });
  afterEach(() => aws.stop());

  const reader = () => createSecretReader({ client: createSecretsClient(towards(aws)), clock });

  it.each([
    [{ AWSCURRENT: 'new' }, { current: 'new', previous: null }],
    [
      { AWSCURRENT: 'new', AWSPREVIOUS: 'old' },
      { current: 'new', previous: 'old' },
    ],
    [{ AWSCURRENT: '{"current":"a","previous":"b"}' }, { current: 'a', previous: 'b' }],
    [
      { AWSCURRENT: '{"current":"a"}', AWSPREVIOUS: '{"current":"b"}' },
      { current: 'a', previous: 'b' },
    ],
    [{ AWSCURRENT: '{"token":"x"}' }, { current: '{"token":"x"}', previous: null }],
    [{ AWSCURRENT: '{broken' }, { current: '{broken', previous: null }],
  ])('reads %j', async (given, secret) => {
    stages = given;
    expect(await reader().read('slack')).toEqual(secret);
  });

  it('row 43: keeps a secret for five minutes at most', async () => {
    const secrets = reader();
    await secrets.read('slack');
    stages = { AWSCURRENT: 'newer', AWSPREVIOUS: 'new' };
    clock.advance(299_000);
    expect((await secrets.read('slack')).current).toBe('new');
    clock.advance(2_000);
    expect(await secrets.read('slack')).toEqual({ current: 'newer', previous: 'new' });
  });

  it('row 43: reads again when the other side refused it, but not for every forged request', async () => {
    const secrets = reader();
    await secrets.read('slack');
    clock.advance(60_000);
    stages = { AWSCURRENT: 'newer' };
    const many = await Promise.all(Array.from({ length: 50 }, () => secrets.readAgain('slack')));
    expect(new Set(many.map(({ current }) => current))).toEqual(new Set(['newer']));
    expect(aws.calls).toHaveLength(4);
  });

  it('does not remember a failure, nor confuse two secrets', async () => {
    const secrets = reader();
    fault = 'InternalServiceError';
    await expect(secrets.read('slack')).rejects.toMatchObject({ name: 'AppError' });
    fault = null;
    expect((await secrets.read('slack')).current).toBe('new');
    stages = { AWSCURRENT: 'other' };
    expect((await secrets.read('github')).current).toBe('other');
  });

  it('says not-found for a secret that is not there, and never tells its text', async () => {
    stages = {};
    await expect(reader().read('slack')).rejects.toMatchObject({ code: 'not-found' });
    stages = { AWSCURRENT: '' };
    await expect(reader().read('slack')).rejects.toMatchObject({ code: 'invalid-data' });
    fault = 'AccessDeniedException';
    await expect(reader().read('slack')).rejects.toMatchObject({ code: 'access-denied' });
  });
});
