import { describe, expect, it } from '@jest/globals';
import { UNKNOWN_PRINCIPAL } from '../../../src/domain/finding/add-denials.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import {
  findReconnaissance,
  isReconnaissanceAlert,
  openReconnaissanceAlert,
  RECONNAISSANCE_RULES,
  standingAlertOf,
} from '../../../src/domain/finding/reconnaissance.ts';
import { aDenial, aPermission } from '../../builders/a-denial.ts';
import { aFinding } from '../../builders/a-finding.ts';

const START = Date.parse('2026-11-20T10:00:00Z');
const at = (minute: number) => new Date(START + minute * 60_000).toISOString();

/** A finding of an action that was denied in one minute, and last in another. */
const denied = (action: string, first: number, last = first, changes: Partial<Finding> = {}) =>
  aFinding({
    fingerprint: action,
    sample: aDenial({ required: [aPermission({ action })] }),
    firstSeenAt: at(first),
    lastSeenAt: at(last),
    ...changes,
  });

/** So many actions of one service, evenly over some minutes. */
const spread = (count: number, minutes: number, from = 0) =>
  Array.from({ length: count }, (_, i) =>
    denied(`s3:Action${i}`, from + (i * minutes) / Math.max(1, count - 1)),
  );

const ofServices = (count: number) =>
  Array.from({ length: count }, (_, i) => denied(`service${i}:Get`, i));

describe('domain/finding/reconnaissance', () => {
  const { mostActions, mostServices, windowMinutes } = RECONNAISSANCE_RULES;

  it.each<[string, boolean, readonly Finding[]]>([
    ['nothing', false, []],
    ['as many actions as a service may lack', false, spread(mostActions, 1)],
    ['one action more', true, spread(mostActions + 1, 1)],
    ['the last one when the window ends', true, spread(mostActions + 1, windowMinutes)],
    ['the last one after the window', false, spread(mostActions + 1, windowMinutes + 1)],
    ['as many services as a task may use', false, ofServices(mostServices)],
    ['one service more', true, ofServices(mostServices + 1)],
    ['slowly, then fast', true, [...spread(5, 500), ...spread(mostActions + 1, 1, 1000)]],
    [
      'old ones denied again together',
      true,
      spread(mostActions + 1, 5000).map((one, i) => ({ ...one, lastSeenAt: at(6000 + i / 10) })),
    ],
    [
      'the same action for many causes',
      false,
      spread(50, 1).map((one, i) => ({ ...one, sample: denied(`s3:Get${i % 3}`, 0).sample })),
    ],
  ])('is seen in %s: %s', (_what, isSeen, findings) => {
    expect(findReconnaissance(findings) !== undefined).toBe(isSeen);
    expect(findReconnaissance(findings.toReversed()) !== undefined).toBe(isSeen);
  });

  it('counts operations where no action is known, and no caller that is not known', () => {
    const nameless = spread(mostActions + 1, 1).map((one, i) => {
      const operation = { eventSource: 's3.amazonaws.com', eventName: `Get${i}` };
      return { ...one, sample: aDenial({ required: [], operation }) };
    });
    const unknown = spread(mostActions + 1, 1).map((one) => ({
      ...one,
      principalArn: UNKNOWN_PRINCIPAL,
    }));

    expect(findReconnaissance(nameless)).toBeDefined();
    expect(findReconnaissance(unknown)).toBeUndefined();
  });

  it('opens an alert that no fingerprint of a denial can be, once for the same reconnaissance', () => {
    const findings = spread(mostActions + 1, 1);
    const alert = openReconnaissanceAlert(findReconnaissance(findings)!, findings, at(5));

    expect(alert).toMatchObject({ state: 'unfixable', version: 1, owner: 'security team' });
    expect(alert.refusal).toContain('11 different actions of 1 services');
    expect(alert.outbox).toHaveLength(1);
    expect([isReconnaissanceAlert(alert), isReconnaissanceAlert(findings[0]!)]).toEqual([
      true,
      false,
    ]);
    expect(openReconnaissanceAlert(findReconnaissance(findings)!, findings, at(6)).id).toBe(
      alert.id,
    );
    expect(standingAlertOf([...findings, alert])).toBe(alert);
  });

  it('stands until it is lifted; then only what comes later counts, and is another alert', () => {
    const before = spread(mostActions + 1, 1);
    const alert = openReconnaissanceAlert(findReconnaissance(before)!, before, at(5));
    const lifted: Finding = { ...alert, state: 'suppressed', settledAt: at(60) };
    const after = spread(mostActions + 1, 1, 100);

    expect(standingAlertOf([...before, lifted])).toBeUndefined();
    expect(findReconnaissance([...before, lifted])).toBeUndefined();
    const again = findReconnaissance([...before, lifted, ...after]);
    expect(again).toBeDefined();
    const findings = [...before, lifted, ...after];
    expect(openReconnaissanceAlert(again!, findings, at(105)).id).not.toBe(alert.id);
  });
});
