import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type Page, chromium } from 'playwright-core';
import { createMemoryAccount } from '../src/adapters/snapshot/snapshot-account.ts';
import { createLocalApp } from '../src/compose/create-local-app.ts';
import { DEMO_ACCOUNT, feedDemo } from '../src/compose/demo/demo.ts';
import { openMemoryStore } from '../src/compose/open-local-store.ts';
import { startConsole } from '../src/console/server.ts';

const CHROMIUM = '/usr/bin/chromium';
const FOLDER = fileURLToPath(new URL('../docs/img', import.meta.url));
const WIDE = { width: 1180, height: 760 };
const NARROW = { width: 360, height: 740 };
const PASTED =
  'User: arn:aws:sts::111122223333:assumed-role/VideoCatalogTaskRole/5f0c1d2e3b4a59687f6e5d4c3b2a1908 is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:us-west-2:111122223333:table/video-jobs/index/by-state because no identity-based policy allows the dynamodb:Query action';

if (!existsSync(CHROMIUM)) {
  console.error(
    `no screenshots: ${CHROMIUM} is missing (apt-get install --no-install-recommends chromium)`,
  );
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
// Some minutes after the sample's denials, and a second later at every look: the same pictures on every run.
let time = Date.parse('2026-03-02T06:20:00Z');
const now = () => new Date((time += 1000)).toISOString();
const clock = { now, sleep: () => Promise.resolve() };
const app = createLocalApp({
  clock,
  account: createMemoryAccount(DEMO_ACCOUNT, { clock, newId: () => 'ANPAEXAMPLESCREENSHOT' }),
  local: await openMemoryStore(),
  notifier: {
    announce: ({ id }) => Promise.resolve({ channel: 'none', id }),
    update: () => Promise.resolve(),
  },
  holder: 'local',
});
await feedDemo(app);
const token = 'screenshots-of-the-sample-account';
const server = await startConsole({ app, host: '127.0.0.1', port: 0, token, now });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-background-networking', '--hide-scrollbars'],
});
try {
  await takeAll(browser, server.url);
} finally {
  await browser.close();
  await server.close();
  await app.close();
}

/** Walks the story once and takes every page in both colour schemes on the way. */
async function takeAll(on: Browser, url: string): Promise<void> {
  const context = await on.newContext({ viewport: WIDE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await shoot(page, 'findings');
  await page.getByRole('link', { name: 'cannot dynamodb:Scan' }).click();
  await shoot(page, 'finding');
  await page.setViewportSize(NARROW);
  await shoot(page, 'finding-360', ['light']);
  await page.getByRole('link', { name: 'All findings' }).click();
  await shoot(page, 'findings-360', ['light']);
  await page.goBack();
  await page.setViewportSize(WIDE);
  await page.getByLabel('Your name').first().fill('on-call');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Approve and apply' }).click();
  await shoot(page, 'approved');
  await page.getByRole('button', { name: 'Roll back' }).click();
  await shoot(page, 'rolled-back');
  await page.getByRole('link', { name: 'Explain' }).click();
  await page.getByRole('textbox', { name: 'Error text' }).fill(PASTED);
  await page.getByRole('button', { name: 'Explain' }).click();
  await shoot(page, 'explain');
  await page.getByRole('link', { name: 'Findings' }).click();
  await page.getByRole('link', { name: 'cannot s3:PutBucketPolicy' }).click();
  await shoot(page, 'unfixable', ['light']);
}

async function shoot(
  page: Page,
  name: string,
  schemes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    const path = join(FOLDER, `${name}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
    console.log(path);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
