import { describe, expect, it } from '@jest/globals';
import { createJsonLog } from '../../../src/adapters/system/json-log.ts';
import { AppError } from '../../../src/kernel/app-error.ts';

const NOW = '2026-11-21T12:00:00.000Z';

describe('adapters/system/json-log', () => {
  function aJsonLog() {
    const lines: string[] = [];
    const log = createJsonLog({
      functionName: 'rolemender-prod-denial-received',
      now: () => NOW,
      write: (line) => void lines.push(line),
    });
    return { log, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  it('writes one line of JSON an entry', () => {
    const { log, entries } = aJsonLog();
    log.info('a thing\nhappened', { id: 'f-1' });
    expect(entries()).toEqual([
      {
        level: 'info',
        at: NOW,
        function: 'rolemender-prod-denial-received',
        message: 'a thing\nhappened',
        id: 'f-1',
      },
    ]);
  });

  it('keeps what a caller wrote out of errors', () => {
    const { log, entries } = aJsonLog();
    const secret = 'xoxb-canary';
    log.error('failed', new SyntaxError(`Unexpected token in ${secret}`), { id: 'f-1' });
    log.error(
      'failed',
      new AppError('throttled', secret, { cause: secret, context: { place: 'IAM' } }),
    );
    log.error('failed', secret);
    expect(JSON.stringify(entries())).not.toContain(secret);
    expect(entries()).toMatchObject([
      { error: 'SyntaxError', id: 'f-1' },
      { error: 'AppError', code: 'throttled', retryable: true, place: 'IAM' },
      { error: 'string' },
    ]);
  });

  it('writes metrics in the embedded format, with the function as the only dimension', () => {
    const { log, entries } = aJsonLog();
    log.count({});
    log.count({ DenialsCounted: 3, LagSeconds: 12 });
    expect(entries()).toEqual([
      {
        _aws: {
          Timestamp: Date.parse(NOW),
          CloudWatchMetrics: [
            {
              Namespace: 'rolemender',
              Dimensions: [['function']],
              Metrics: [
                { Name: 'DenialsCounted', Unit: 'Count' },
                { Name: 'LagSeconds', Unit: 'Seconds' },
              ],
            },
          ],
        },
        function: 'rolemender-prod-denial-received',
        DenialsCounted: 3,
        LagSeconds: 12,
      },
    ]);
  });
});
