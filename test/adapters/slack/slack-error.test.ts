import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackCalls } from '../../../src/adapters/slack/slack-calls.ts';
import { mayBeSent } from '../../../src/adapters/slack/slack-error.ts';
import type { AppError } from '../../../src/kernel/app-error.ts';
import { aFakeSlack, type FakeSlack, type SlackFault } from '../../builders/fake-slack.ts';
import { aSlackSecret } from '../../builders/slack-parts.ts';

describe('adapters/slack/slack-error', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await aFakeSlack();
  });
  afterEach(() => slack.close());

  it.each<[SlackFault, string, boolean, boolean]>([
    [{ kind: 'rate', retryAfterSeconds: 7 }, 'throttled', true, false],
    [{ kind: 'error', error: 'ratelimited' }, 'throttled', true, false],
    [{ kind: 'status', status: 500 }, 'unavailable', true, true],
    [{ kind: 'status', status: 503 }, 'unavailable', true, true],
    [{ kind: 'status', status: 403 }, 'invalid-data', false, false],
    [{ kind: 'reset' }, 'unavailable', true, true],
    [{ kind: 'lost' }, 'unavailable', true, true],
    [{ kind: 'malformed' }, 'unavailable', true, true],
    [{ kind: 'error', error: 'internal_error' }, 'unavailable', true, true],
    [{ kind: 'error', error: 'channel_not_found' }, 'not-found', false, false],
    [{ kind: 'error', error: 'missing_scope' }, 'access-denied', false, false],
    [{ kind: 'error', error: 'invalid_blocks' }, 'invalid-data', false, false],
  ])('takes %j for %s', async (fault, code, retryable, sent) => {
    slack.fail('auth.test', fault);
    const secrets = aSlackSecret('xoxb-fake', 's');
    const calls = createSlackCalls({
      secrets,
      secretId: 's',
      apiUrl: slack.url,
    });
    const error = (await calls('auth.test', {}).catch((caught: unknown) => caught)) as AppError;

    expect([error.code, error.retryable, mayBeSent(error)]).toEqual([code, retryable, sent]);
    expect(slack.calls).toHaveLength(1);
  });
});
