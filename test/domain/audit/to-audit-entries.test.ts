import { describe, expect, it } from '@jest/globals';
import { toAuditEntries, toRefusedDecision } from '../../../src/domain/audit/to-audit-entries.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const AT = '2026-11-20T11:00:00.000Z';
const row = (event: string, by = 'maria') => ({ at: AT, event, by, detail: '' });

describe('domain/audit/to-audit-entries', () => {
  it('records decisions and changes of a proposal, and no offers', () => {
    const history = [
      row('proposal-offered', 'rolemender'),
      row('approval-given'),
      row('proposal-approved', 'ken'),
      row('applying', 'worker'),
      row('change-applied', 'worker'),
    ];
    const proposal = aProposal({ history });
    const entries = toAuditEntries(proposal);
    expect(entries.map(({ key, event, actor }) => [key, event, actor])).toEqual([
      [`${proposal.id}#1`, 'approval-given', 'maria'],
      [`${proposal.id}#2`, 'proposal-approved', 'ken'],
      [`${proposal.id}#3`, 'applying', 'worker'],
      [`${proposal.id}#4`, 'change-applied', 'worker'],
    ]);
    expect(entries.every(({ digest }) => digest === proposal.digest)).toBe(true);
    const documents = { before: proposal.target.baseDocument, after: proposal.targetDocument };
    expect(entries[1]).toMatchObject(documents);
    expect(entries[3]).toMatchObject(documents);
    expect(entries[2]).toMatchObject({ before: null, after: null });
  });

  it('keeps the names of earlier rows when the history grows', () => {
    const earlier = toAuditEntries(aProposal({ history: [row('proposal-approved')] }));
    const later = toAuditEntries(
      aProposal({ history: [row('proposal-approved'), row('applying')], state: 'applying' }),
    );
    expect(later[0]).toEqual(earlier[0]);
  });

  it('leaves out an offer that was withdrawn before anybody decided', () => {
    const history = [row('proposal-offered', 'rolemender'), row('superseded', 'rolemender')];
    expect(toAuditEntries(aProposal({ history }))).toEqual([]);
  });

  it('records of a finding what a person decided', () => {
    const history = [row('finding-opened', 'rolemender'), row('finding-settled', 'maria')];
    const entries = toAuditEntries(aFinding({ history }));
    expect(entries.map(({ event, actor }) => [event, actor])).toEqual([
      ['finding-settled', 'maria'],
    ]);
  });

  it('tells the attempts of one person apart by their time', () => {
    const proposal = aProposal();
    const attempt = { proposal, by: 'ken', verdict: 'approved', reason: 'expired' };
    const first = toRefusedDecision({ ...attempt, at: AT });
    const second = toRefusedDecision({ ...attempt, at: '2026-11-20T11:00:01.000Z' });
    expect(first.key).not.toBe(second.key);
    expect(first).toMatchObject({ event: 'decision-refused', detail: 'approved: expired' });
  });
});
