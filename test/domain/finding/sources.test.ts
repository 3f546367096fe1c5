import { describe, expect, it } from '@jest/globals';
import { addDenials } from '../../../src/domain/finding/add-denials.ts';
import { sourcesOf, toSourceWords } from '../../../src/domain/finding/sources.ts';
import { aDenial } from '../../builders/a-denial.ts';
import { aFinding } from '../../builders/a-finding.ts';

const AT = '2026-11-21T09:30:00.000Z';

describe('domain/finding/sources', () => {
  it('says that log lines are all there is', () => {
    expect(toSourceWords(['log-line'])).toBe(
      'log lines only: the workload writes them itself, and no record of AWS confirms it',
    );
  });

  it('names each source of a finding that has several', () => {
    expect(toSourceWords(['cloudtrail', 'log-line', 'ecs-task-stopped'])).toBe(
      'CloudTrail, log lines, a stopped ECS task',
    );
  });

  it('are kept as denials are added, each once', () => {
    const sources = ['log-line', 'cloudtrail', 'log-line'] as const;
    const denials = sources.map((source, n) => aDenial({ source, eventId: `e${n}` }));

    expect(addDenials(aFinding({ sources: ['log-line'] }), denials, AT)).toMatchObject({
      sources: ['log-line', 'cloudtrail'],
    });
  });

  it('of a finding that an earlier release stored are those of its sample', () => {
    expect(sourcesOf(aFinding())).toEqual(['cloudtrail']);
    expect(addDenials(aFinding(), [aDenial({ source: 'log-line' })], AT)).toMatchObject({
      sources: ['cloudtrail', 'log-line'],
    });
  });
});
