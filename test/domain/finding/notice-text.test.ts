import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toNoticeText } from '../../../src/domain/finding/notice-text.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';
import { UNSEEN } from '../../builders/hostile-texts.ts';
import { aHostileFinding, aHostileProposal } from '../../builders/message-arbitraries.ts';

describe('domain/finding/notice-text', () => {
  it('tells what is offered and how to decide, in plain words', () => {
    const { subject, text } = toNoticeText(aFinding({ state: 'proposed' }), aProposal());
    expect(subject).toBe('[rolemender] orders-task cannot dynamodb:Scan');
    expect(text).toMatchSnapshot();
  });

  it('tells why nothing is offered, and who can help', () => {
    const refusal = 'a service control policy denies it';
    const { text } = toNoticeText(aFinding({ state: 'unfixable', refusal, owner: 'org' }), null);
    expect(text).toContain(`No change is offered: ${refusal}.\nWho can help: org.`);
  });

  it('begins no line that a caller chose, and shows every character', () => {
    fc.assert(
      fc.property(
        aHostileFinding,
        fc.option(aHostileProposal, { nil: null }),
        (finding, proposal) => {
          const { subject, text } = toNoticeText(finding, proposal);
          expect(subject.length).toBeLessThanOrEqual(100);
          expect(UNSEEN.test(subject)).toBe(false);
          for (const line of text.split('\n')) expect(UNSEEN.test(line)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});
