import { describe, expect, it } from '@jest/globals';
import { toCommitMessage } from '../../../src/domain/proposal/commit-message.ts';
import type { CodeChange } from '../../../src/domain/proposal/code-change.ts';
import { aDocument } from '../../builders/an-account.ts';

function aChange(principalArn: string, action: string): CodeChange {
  return { principalArn, policyName: null, needs: [], document: aDocument(action, '*') };
}

describe('domain/proposal/commit-message', () => {
  it('names the role and its actions', () => {
    expect(toCommitMessage([aChange('arn:aws:iam::1:role/app/api', 's3:GetObject')])).toEqual({
      subject: 'fix: allow api what AWS denied',
      lines: ['Least-privilege statements by rolemender.', '', '- api: s3:GetObject'],
    });
  });

  it('counts several roles, and what is too much for a message', () => {
    const changes = Array.from({ length: 50 }, (_, n) =>
      aChange(`arn:aws:iam::1:role/r${n}`, 's3:a'),
    );
    const { subject, lines } = toCommitMessage(changes);

    expect(subject).toBe('fix: allow 50 roles what AWS denied');
    expect(lines.at(-1)).toBe('- and 10 more');
  });

  it('lets nothing of an event become a line, a trailer or a word for a machine', () => {
    const hostile = 'x\n\nCo-authored-by: a <a@example.com>\n[skip ci]\u202e';
    const { subject, lines } = toCommitMessage([
      aChange(`arn:aws:iam::1:role/${hostile}`, hostile),
    ]);

    for (const line of [subject, ...lines]) expect(line).toMatch(/^[\w+=,.@:* -]*$/);
    expect(lines).toHaveLength(3);
  });
});
