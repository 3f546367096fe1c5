import { describe, expect, it } from '@jest/globals';
import { judgeNeeds } from '../../../src/domain/proposal/judge-needs.ts';
import { aNeed } from '../../builders/a-need.ts';
import { anInlinePolicy, aPrincipal } from '../../builders/a-principal.ts';
import { aDocument } from '../../builders/an-account.ts';

const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1';
const holder = aPrincipal({
  inline: [anInlinePolicy('own', aDocument('ec2:ModifyInstanceAttribute', '*'))],
});
const stop = aNeed('f-stop', 'ec2:StopInstances', INSTANCE);
const start = aNeed('f-start', 'ec2:StartInstances', INSTANCE);

describe('domain/proposal/judge-needs', () => {
  it('lets each of them pass alone', () => {
    expect(judgeNeeds(holder, [stop])).toEqual({ passed: [stop], refused: [] });
    expect(judgeNeeds(holder, [start])).toEqual({ passed: [start], refused: [] });
  });

  it('refuses the one that completes an escalation with those before it, in either order', () => {
    const reason = expect.stringContaining('ec2-002') as unknown as string;

    expect(judgeNeeds(holder, [stop, start])).toEqual({
      passed: [stop],
      refused: [{ findingId: 'f-start', reason }],
    });
    expect(judgeNeeds(holder, [start, stop])).toEqual({
      passed: [start],
      refused: [{ findingId: 'f-stop', reason }],
    });
  });

  it('says why a statement is refused by itself', () => {
    const need = aNeed('f-1', 'iam:CreateAccessKey', 'arn:aws:iam::111122223333:user/dana');

    expect(judgeNeeds(aPrincipal(), [need, stop])).toEqual({
      passed: [stop],
      refused: [
        {
          findingId: 'f-1',
          reason: 'the permission lets its holder raise their own permissions',
        },
      ],
    });
  });
});
