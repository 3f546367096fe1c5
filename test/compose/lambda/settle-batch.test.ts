import { describe, expect, it } from '@jest/globals';
import { settleEach } from '../../../src/compose/lambda/settle-batch.ts';
import { aLog } from '../../builders/a-log.ts';

describe('compose/lambda/settle-batch', () => {
  it('row 7: reports the message that failed, in its place, and carries out the others', async () => {
    const done: string[] = [];
    const log = aLog();
    const messages = ['a', 'poison', 'b'].map((body) => ({ messageId: body, body }));
    const results = await settleEach(log, messages, async ({ body }) => {
      if (body === 'poison') throw new Error('poison');
      done.push(body);
    });
    expect(done).toEqual(['a', 'b']);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log.lines).toEqual(['a message comes again']);
  });
});
