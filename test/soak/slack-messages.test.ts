import { describe, it } from '@jest/globals';
import { checkDialogs, checkMessages } from '../builders/message-laws.ts';

describe('soak/slack-messages', () => {
  it('renders 100,000 hostile findings within Slack’s limits', () => {
    checkMessages(100_000);
  }, 900_000);

  it('renders 20,000 hostile dialogs within Slack’s limits', () => {
    checkDialogs(20_000);
  }, 900_000);
});
