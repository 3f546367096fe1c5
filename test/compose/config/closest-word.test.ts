import { describe, expect, it } from '@jest/globals';
import { closestWord } from '../../../src/compose/config/closest-word.ts';

const KEYS = ['accounts', 'apply', 'approvers', 'routing', 'retention', 'slackUserGroup', 'id'];

describe('compose/config/closest-word', () => {
  it.each([
    ['acounts', 'accounts'],
    ['Apply', 'apply'],
    ['aprovers', 'approvers'],
    ['retnetion', 'retention'],
    ['slack_user_group', 'slackUserGroup'],
    ['slack-user-group', 'slackUserGroup'],
    ['ids', 'id'],
    ['guardrails', undefined],
    ['x'.repeat(100_000), undefined],
    ['', undefined],
  ])('%s', (word, meant) => {
    expect(closestWord(word, KEYS)).toBe(meant);
  });
});
