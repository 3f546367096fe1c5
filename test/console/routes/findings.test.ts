import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { feedDemo } from '../../../src/compose/demo/demo.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import { aConsole, type TestConsole, textOf } from '../../builders/a-console.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aLocalWorld, type TestWorld } from '../../builders/a-local-app.ts';
import { aShownApp } from '../../builders/a-shown-app.ts';

describe('console/routes/findings', () => {
  describe('on the sample account', () => {
    let world: TestWorld;
    let console: TestConsole;
    let findings: readonly Finding[];

    beforeAll(async () => {
      world = await aLocalWorld();
      await feedDemo(world.app);
      findings = await world.app.listFindings();
      console = await aConsole(world.app, () => world.clock.now());
    });
    afterAll(() => world.app.close());

    it('lists every finding as one row: state, who, what, resource, why, count, when and risk', async () => {
      const { html } = await console.get('/');

      expect(html.match(/<li>\s*<div><span class="badge/g)).toHaveLength(findings.length);
      expect(textOf(html)).toContain('VideoCatalogTaskRole cannot dynamodb:Scan');
      expect(textOf(html)).toContain('on table/video-jobs: no policy of its own allows it');
      expect(textOf(html)).toMatch(/(seen|last) (just now|\d+ (min|h) ago|in \d+ (min|h))/);
      expect(textOf(html)).toContain('risk tier 4 reads');
    });

    it('shows a storm as one row with its count', async () => {
      const storm = findings.reduce((a, b) => (a.count > b.count ? a : b));
      const { html } = await console.get('/');

      expect(storm.count).toBeGreaterThan(1000);
      expect(html.split(`/findings/${storm.id}`)).toHaveLength(2);
      expect(textOf(html)).toContain(`${storm.count.toLocaleString('en')} denials`);
    });

    it('filters by state through links that tell their number', async () => {
      const unfixable = findings.filter(({ state }) => state === 'unfixable');
      const all = await console.get('/');
      const { html } = await console.get('/?state=unfixable');

      expect(textOf(all.html)).toContain(`unfixable ${unfixable.length}`);
      expect([...html.matchAll(/href="\/findings\/([^"]+)"/g)].map(([, id]) => id)).toEqual(
        unfixable.map(({ id }) => id),
      );
      expect(textOf((await console.get('/?state=fixed')).html)).toContain('No finding is fixed.');
    });

    it('starts a finding with the answer, and says what Approve does before it is pressed', async () => {
      const { finding, proposals } = await one('dynamodb:Scan');
      const { html } = await console.get(`/findings/${finding.id}`);
      const text = textOf(html);

      expect(textOf(/<h1[^]*?<\/h1>/.exec(html)![0]).trim()).toBe(
        'VideoCatalogTaskRole cannot dynamodb:Scan on table/video-jobs: no policy of its own allows it.',
      );
      expect(text).toContain(
        'If five versions are stored by then, v3 is deleted to make room; its document is kept.',
      );
      expect(text).toContain('becomes the default instead of v7.');
      expect(text).toContain('+ "dynamodb:Scan"');
      expect(text).toMatch(/634 → 692 of 6,144 characters \(11 %\)/);
      expect(text).toContain(proposals[0]!.digest.slice(0, 12));
      expect(html).toContain(`value="${proposals[0]!.digest}"`);
    });

    it('shows the ids of the finding, its proposals and its events, and the history of both', async () => {
      const { finding, proposals } = await one('dynamodb:Query');
      const text = textOf((await console.get(`/findings/${finding.id}`)).html);

      for (const id of [finding.id, proposals[0]!.id, ...finding.sampleEventIds]) {
        expect(text).toContain(id);
      }
      for (const { event } of [...finding.history, ...proposals[0]!.history]) {
        expect(text).toContain(event);
      }
    });

    it('has no buttons where no Allow can help, but the reason, the owner and the next step', async () => {
      const { finding } = await one('s3:PutBucketPolicy');
      const { html } = await console.get(`/findings/${finding.id}`);

      expect(html).not.toMatch(/<button[^>]*>(Approve|Reject)/);
      expect(html).not.toContain('method="post"');
      expect(textOf(html)).toContain('There is nothing to approve.');
      expect(textOf(html)).toContain('Who can fix it: organisation administrators (SCP).');
    });

    it.each([
      ['a proposal', ({ proposals }: View) => proposals[0]!.id],
      ['a finding', ({ finding }: View) => finding.id],
      ['an event', ({ finding }: View) => finding.sampleEventIds[0]!],
    ])('finds a finding by the id of %s', async (_, idOf) => {
      const view = await one('bedrock:InvokeModel');
      const first = await load(`/find?id=%20${idOf(view)}%20`);
      const location = first.headers.get('location')!;
      const second = await load(location);

      expect(first.status).toBe(303);
      expect(second.headers.get('location') ?? location).toContain(`/findings/${view.finding.id}`);
    });

    it.each([
      '/find?id=f-000000-00000000',
      '/find?id=',
      '/findings/p-000000-00000000',
      '/findings/x',
    ])('says that there is nothing at %s', async (path) => {
      const { status, html } = await console.get(path);

      expect(status).toBe(404);
      expect(textOf(html)).toContain('There is nothing with that id.');
    });

    type View = Awaited<ReturnType<typeof one>>;

    async function one(action: string) {
      const finding = findings.find(({ sample }) => sample.required[0]?.action === action)!;
      return (await world.app.show(finding.id))!;
    }

    function load(path: string): Promise<Response> {
      return console.request(path, { headers: { cookie: console.cookie } });
    }
  });

  it.each(['p-\r\nSet-Cookie: a=b', 'p-/../..//evil.example'])(
    'leads from an event whose sender chose the id %j to the finding, and nowhere else',
    async (eventId) => {
      const finding = aFinding({ sampleEventIds: [eventId] });
      const { request, cookie } = await aConsole(aShownApp([{ finding, proposals: [] }]));

      const answer = await request(`/find?id=${encodeURIComponent(eventId)}`, {
        headers: { cookie },
      });

      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe(`/findings/${finding.id}`);
    },
  );

  it('says what to do while nothing was denied', async () => {
    const { get } = await aConsole(aShownApp([]));
    const text = textOf((await get('/')).html);

    expect(text).toContain('No findings yet');
    expect(text).toContain('http://127.0.0.1:4646/events');
    expect(text).not.toContain('a-token-of-the-tests');
  });

  it('shows a hundred findings a page', async () => {
    const views = Array.from({ length: 250 }, (_, n) => ({
      finding: aFinding({ fingerprint: `finding ${n}` }),
      proposals: [],
    }));
    const { get } = await aConsole(aShownApp(views));
    const rows = async (path: string) =>
      (await get(path)).html.match(/href="\/findings\//g)?.length;

    expect(await rows('/')).toBe(100);
    expect(await rows('/?state=open&page=3')).toBe(50);
    expect(await rows('/?page=-1')).toBe(100);
    expect(textOf((await get('/?page=4')).html)).toContain('There is no such page.');
  });
});
