import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import { isReconnaissanceAlert } from '../../../src/domain/finding/reconnaissance.ts';
import { aConsole, type TestConsole, textOf } from '../../builders/a-console.ts';
import { aDeniedCall, readingsOf } from '../../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../../builders/a-local-app.ts';

describe('console/routes/lift', () => {
  let world: TestWorld;
  let console: TestConsole;
  let alert: Finding;

  beforeEach(async () => {
    world = await aLocalWorld();
    const calls = Array.from({ length: 12 }, (_, n) =>
      readingsOf(aDeniedCall({ operation: `Describe${'ABCDEFGHIJKL'[n]}` }), n + 1),
    );
    await world.app.feed(calls.flat());
    alert = (await world.app.listFindings()).find(isReconnaissanceAlert)!;
    console = await aConsole(world.app, () => world.clock.now());
  });
  afterEach(() => world.app.close());

  const post = (fields: Readonly<Record<string, string>> = {}, id = alert.id) =>
    console.post(`/findings/${id}/lift`, { by: 'Zoë', reason: 'our own test', ...fields });
  const page = async () => textOf((await console.get(`/findings/${alert.id}`)).html);

  it('lifts the alert, and its page says who did it and why', async () => {
    expect(await page()).toContain('Lift the alert');
    const response = await post();

    expect(response.status).toBe(303);
    expect(await page()).toContain('Zoë (console)');
    expect(await page()).toContain('our own test');
    expect(await page()).not.toContain('Lift the alert');
    expect((await world.app.show(alert.id))?.finding.state).toBe('suppressed');
  });

  it('asks for a name and for a reason', async () => {
    expect((await post({ by: '' })).status).toBe(422);
    const response = await post({ reason: ' ' });

    expect(response.status).toBe(422);
    expect(textOf(await response.text())).toContain('Say why the alert is harmless.');
    expect((await world.app.show(alert.id))?.finding).toEqual(alert);
  });

  it('says so when it was lifted before, is no alert, or does not exist', async () => {
    await post();
    const again = await post();
    const other = (await world.app.listFindings()).find((one) => !isReconnaissanceAlert(one))!;

    expect(again.status).toBe(409);
    expect(textOf(await again.text())).toContain('Not lifted: it was lifted before.');
    expect((await post({}, other.id)).status).toBe(409);
    expect((await post({}, 'f-000000-00000000')).status).toBe(404);
  });

  it('takes no form of another site', async () => {
    expect((await post({ csrf: 'forged' })).status).toBe(403);
    expect((await world.app.show(alert.id))?.finding.state).toBe('unfixable');
  });
});
