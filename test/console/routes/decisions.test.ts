import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { feedScene, DEMO_SCENES } from '../../../src/compose/demo/demo.ts';
import { aConsole, type TestConsole, textOf } from '../../builders/a-console.ts';
import { aLocalWorld, type TestWorld } from '../../builders/a-local-app.ts';

const HOURS = 3_600_000;

describe('console/routes/decisions', () => {
  let world: TestWorld;
  let console: TestConsole;
  let proposal: Proposal;
  let findingId: string;

  beforeEach(async () => {
    world = await aLocalWorld();
    await feedScene(world.app, DEMO_SCENES[0]!);
    const [finding] = await world.app.listFindings();
    findingId = finding!.id;
    proposal = (await world.app.show(findingId))!.proposals[0]!;
    console = await aConsole(world.app, () => world.clock.now());
  });
  afterEach(() => world.app.close());

  it('applies and verifies an approval, and comes back to the finding that it was given on', async () => {
    const response = await approve();
    const page = textOf((await console.get(`/findings/${findingId}`)).html);

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/findings/${findingId}#${proposal.id}`);
    expect(page).toContain('Approved by Zoë (console)');
    expect(page).toMatch(/Applied as v8 , v7 before/);
    expect(page).toContain('Verified: effective : every denied request is allowed now.');
    expect(page).toContain('Witnesses: read-back, evaluator.');
    expect(page).toContain('Roll back makes v7 the default version again.');
    expect(await newest()).toMatchObject({ state: 'verified' });
  });

  it.each(['', '//evil.example', 'f-nothing'])(
    'comes back to the finding of the proposal when the form says "%s"',
    async (finding) => {
      const response = await approve({ finding });

      expect(response.headers.get('location')).toBe(`/findings/${proposal.id}#${proposal.id}`);
    },
  );

  it('remembers the name for the next form, on this browser only', async () => {
    const name = (await approve()).headers.get('set-cookie')!;
    const { html } = await page(`${console.cookie}; ${name.split(';', 1)[0]}`);

    expect(name).toMatch(/HttpOnly; SameSite=Strict/);
    expect(html).toContain('name="by"\n      value="Zoë"');
  });

  it('records a rejection with its reason', async () => {
    const fields = { ...bound(), kind: 'suspicious', reason: ' not ours ' };
    await console.post(`/proposals/${proposal.id}/reject`, fields);

    expect(await newest()).toMatchObject({
      state: 'rejected',
      decision: { by: 'Zoë (console)', reason: 'suspicious: not ours' },
    });
    expect(textOf((await page()).html)).toContain(
      'Rejected by Zoë (console): suspicious: not ours',
    );
  });

  it('tells the second of two who decided, and what it came to', async () => {
    await approve();
    const response = await console.post(`/proposals/${proposal.id}/reject`, {
      ...bound(),
      by: 'Late',
      kind: 'not now',
    });

    expect(response.status).toBe(409);
    expect(textOf(await response.text())).toContain(
      'Your decision came second: it was approved by Zoë (console) before.',
    );
    expect(await newest()).toMatchObject({ state: 'verified' });
  });

  it('does nothing for another digest than the one that is offered', async () => {
    const response = await approve({ digest: 'f'.repeat(64) });

    expect(response.status).toBe(409);
    expect(textOf(await response.text())).toContain('it is not the change that you looked at');
    expect(await newest()).toMatchObject({ state: 'offered', decision: null });
  });

  it('does nothing after the offer has run out, and shows no form any more', async () => {
    world.clock.advance(9 * HOURS);
    const response = await approve();
    const html = await response.text();

    expect(response.status).toBe(409);
    expect(textOf(html)).toContain('the offer had expired');
    expect(html).not.toContain('method="post"');
  });

  it.each([
    ['without the box that says it was read', { read: '' }, 'Tick the box'],
    ['without a name', { by: '  ' }, 'Say your name'],
    ['with a name that is too long', { by: 'a'.repeat(65) }, 'Say your name'],
    ['with a name that reads backwards', { by: 'Zoë\u202E' }, 'Say your name'],
  ])('asks again %s', async (_, fields, sentence) => {
    const response = await approve(fields);

    expect(response.status).toBe(422);
    expect(textOf(await response.text())).toContain(sentence);
    expect(await newest()).toMatchObject({ state: 'offered', decision: null });
  });

  it('takes no reason to reject that it does not offer', async () => {
    const fields = { ...bound(), kind: 'because' };

    expect((await console.post(`/proposals/${proposal.id}/reject`, fields)).status).toBe(422);
  });

  it('knows nothing of a proposal that does not exist', async () => {
    const response = await console.post('/proposals/p-000000-00000000/approve', {
      ...bound(),
      finding: '//evil.example',
    });

    expect(response.status).toBe(404);
    expect(textOf(await response.text())).toContain('There is no such proposal.');
  });

  function bound(): Record<string, string> {
    return { digest: proposal.digest, by: 'Zoë', finding: findingId, read: 'yes' };
  }

  function approve(fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    return console.post(`/proposals/${proposal.id}/approve`, { ...bound(), ...fields });
  }

  async function page(cookie = console.cookie): Promise<{ readonly html: string }> {
    const response = await console.request(`/findings/${findingId}`, { headers: { cookie } });
    return { html: await response.text() };
  }

  async function newest(): Promise<Proposal> {
    return (await world.app.show(findingId))!.proposals[0]!;
  }
});
