import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTopicNotifier } from '../../../../src/adapters/aws/sns/topic-notifier.ts';
import { AppError } from '../../../../src/kernel/app-error.ts';
import { aFinding } from '../../../builders/a-finding.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import { aProposal } from '../../../builders/a-proposal.ts';
import { aMessageLog } from '../../../builders/slack-parts.ts';

describe('adapters/aws/sns/topic-notifier', () => {
  let sent: string[];
  let isDown: boolean;
  let notifier: ReturnType<typeof createTopicNotifier>;
  beforeEach(() => {
    sent = [];
    isDown = false;
    notifier = createTopicNotifier({
      publish: async ({ subject }) => {
        if (isDown) throw new AppError('unavailable', 'SNS is down');
        sent.push(subject);
      },
      log: aMessageLog(),
      clock: aClock(),
      holder: 'one',
    });
  });

  it('sends one notice for a finding and one for each state of its proposal, none for counts', async () => {
    const handle = await notifier.announce(aFinding());
    await notifier.announce(aFinding());
    const finding = aFinding({ messages: [handle], state: 'proposed' });
    for (const count of [1, 2, 3]) await notifier.update({ ...finding, count }, aProposal());
    await notifier.update(finding, aProposal({ state: 'approved' }));
    for (const round of [1, 1, 2]) await notifier.remind(finding, aProposal(), round);

    expect(handle).toEqual({ channel: 'topic', id: finding.id });
    expect(sent).toHaveLength(5);
    expect(sent.filter((subject) => subject.startsWith('Reminder'))).toHaveLength(2);
  });

  it('sends it later when it could not be sent', async () => {
    isDown = true;
    await expect(notifier.announce(aFinding())).rejects.toThrow('SNS is down');
    isDown = false;
    await notifier.announce(aFinding());
    expect(sent).toHaveLength(1);
  });
});
