import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Browser, type Page, chromium } from 'playwright-core';
import { DEMO_SCENES, feedScene } from '../../src/compose/demo/demo.ts';
import { toRecord } from '../../src/compose/demo/records.ts';
import { startConsole, type RunningConsole } from '../../src/console/server.ts';
import { readRecord } from '../../src/domain/denial/read-record.ts';
import { CONSOLE_TOKEN } from '../builders/a-console.ts';
import { aDeniedCall } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';
import {
  FAINT_TEXTS,
  FOCUS_OUTLINE,
  FOCUSED_ID,
  FOCUSED_NAME,
  OPEN_DETAILS,
  OVERFLOW,
} from '../builders/page-probes.ts';

const CHROMIUM = '/usr/bin/chromium';
const NARROW = { width: 360, height: 740 };

describe('scenarios/console-in-a-browser', () => {
  if (existsSync(CHROMIUM)) story();
  // A skip that says why: without a browser there is nothing to drive.
  // oxlint-disable-next-line jest/no-disabled-tests
  else it.skip(`there is no ${CHROMIUM} on this machine`, () => {});
});

function story(): void {
  let browser: Browser;
  let world: TestWorld;
  let console: RunningConsole;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    world = await aLocalWorld();
    // Every scene but the storm at the end, which shows nothing new in a browser.
    for (const scene of DEMO_SCENES.slice(0, -1)) await feedScene(world.app, scene);
    const { app, clock } = world;
    const options = { app, host: '127.0.0.1', port: 0, token: CONSOLE_TOKEN } as const;
    console = await startConsole({ ...options, now: () => clock.now() });
    page = await browser.newPage();
    faults = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('http://127.0.0.1:') && !request.url().startsWith('data:')) {
        faults.push(`asked ${request.url()}`);
      }
    });
  });
  afterEach(async () => {
    await page.close();
    await console.close();
    await world.app.close();
    expect(faults).toEqual([]);
  });

  it('goes from the list to an approved, verified and rolled back change with the keyboard alone', async () => {
    await page.goto(console.url);
    expect(new URL(page.url()).search).toBe('');

    await tabTo('VideoCatalogTaskRole cannot dynamodb:Scan');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/findings/f-*');
    const finding = new URL(page.url()).pathname;
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'VideoCatalogTaskRole cannot dynamodb:Scan on table/video-jobs: no policy of its own allows it.',
    );

    await tabTo('Your name (kept in the history)');
    await page.keyboard.type('Zoë');
    await tabTo('I have read the difference above; exactly this may be applied.');
    await page.keyboard.press('Space');
    await tabTo('Approve and apply');
    await page.keyboard.press('Enter');
    await page.getByText('Verified: effective').waitFor();
    expect(new URL(page.url()).pathname).toBe(finding);
    expect(await page.getByText('Approved by Zoë (console)').count()).toBe(1);

    await tabTo('Reason (optional)');
    await page.keyboard.type('only a drill');
    await tabTo('Roll back');
    await page.keyboard.press('Enter');
    await page.getByText('Rolled back to v7 by Zoë (console): only a drill').waitFor();
    const policy = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';
    expect((await world.account.findManagedPolicy(policy))?.defaultVersionId).toBe('v7');
  });

  it('does not approve before the box is ticked and a name is given', async () => {
    await open('VideoCatalogTaskRole cannot dynamodb:Scan');
    await page.getByRole('button', { name: 'Approve and apply' }).click();

    expect(await page.getByText('What Approve does').count()).toBe(1);
    expect(await page.locator('input[name=by]:invalid').count()).toBeGreaterThan(0);
  });

  it.each(['light', 'dark'] as const)(
    'fits 360 px without scrolling sideways, and every text is readable: %s',
    async (colorScheme) => {
      await page.setViewportSize(NARROW);
      await page.emulateMedia({ colorScheme });
      await page.goto(console.url);
      const findings = await world.app.listFindings();
      const states = new Map(findings.map(({ state, id }) => [state, `/findings/${id}`]));
      for (const path of ['/', '/explain', '/nowhere', ...states.values()]) {
        await page.goto(new URL(path, console.url).href);
        await page.evaluate(OPEN_DETAILS);

        expect([path, await page.evaluate(OVERFLOW)]).toEqual([path, []]);
        expect([path, await page.evaluate(FAINT_TEXTS)]).toEqual([path, []]);
      }
      // The page that does not exist is said to be so by the browser too.
      faults = faults.filter((fault) => !fault.includes('404'));
    },
  );

  it('shows where the focus is on everything that takes it', async () => {
    await open('VideoCatalogTaskRole cannot dynamodb:Scan');
    for (let n = 0; n < 25; n++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(FOCUS_OUTLINE)).toBe('solid 3px');
    }
  });

  it('skips the navigation for who wants the content', async () => {
    await page.goto(console.url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect(await page.evaluate(FOCUSED_ID)).toBe('main');
  });

  it('shows markup in an event as text', async () => {
    const session = '<img src=x onerror=alert(1)><a href=//evil.example>x</a>';
    const evil = toRecord(aDeniedCall({ operation: 'BatchGetItem', session }), 77);
    await world.app.feed(readRecord(evil));
    await open('VideoCatalogTaskRole cannot dynamodb:BatchGetItem');

    expect(await page.locator('img, script, iframe, main a[href*=evil]').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('<img src=x');
  });

  it('sends another site away that posts to it', async () => {
    await page.goto(console.url);
    const { origin } = new URL(console.url);
    const [finding] = await world.app.listFindings();
    const form = `<form method=post action="${origin}/proposals/${finding!.proposalIds[0]}/reject"><button>Win</button></form>`;
    // `localhost` and `127.0.0.1` are two sites.
    const elsewhere = origin.replace('127.0.0.1', 'localhost');
    await page.route(`${elsewhere}/trap`, (route) =>
      route.fulfill({ contentType: 'text/html', body: form }),
    );
    await page.goto(`${elsewhere}/trap`);
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'This console is locked' }).waitFor();
    faults = faults.filter((fault) => !fault.includes('401') && !fault.includes('localhost'));
  });

  /** Loads the list and follows the link of one finding. */
  async function open(name: string): Promise<void> {
    await page.goto(console.url);
    await page.getByRole('link', { name }).click();
  }

  /** Presses Tab until the element of this name has the focus. */
  async function tabTo(name: string): Promise<void> {
    const seen: string[] = [];
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate<string>(FOCUSED_NAME);
      seen.push(focused);
      if (focused === name) return;
    }
    throw new Error(`Tab never came to "${name}", only to: ${seen.join(' | ')}`);
  }
}
