import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CLIENT,
  digestOf,
  type Facts,
  FACTS_FILE,
  IAM_FLOYD,
  type Pins,
  readPins,
} from './inputs.ts';
import { isStatementFile, readDocPages } from './read-doc-pages.ts';
import { isClientFile, readSdkClient, type SdkClient } from './read-sdk-client.ts';
import { readTarball } from './read-tarball.ts';

/*
 * Takes the facts that the catalogue needs from the packages that inputs.json pins, and writes them to
 * facts.json. It downloads their tarballs (60 MB, without any dependency) by `npm pack`, so it needs the
 * registry or npm's cache; nothing is installed and nothing of a package is run. See docs/adr/0010.
 */

const TARBALLS = fileURLToPath(new URL('../../node_modules/.cache/catalog', import.meta.url));
const AT_ONCE = 20;

const pins = readPins();
fetchMissing(pins);
const text = toText(extract(pins));
if (!process.argv.includes('--check')) writeFileSync(FACTS_FILE, text);
else if (readFileSync(FACTS_FILE, 'utf8') !== text) {
  console.error('facts.json is not what the pinned packages say: run npm run catalog:extract');
  process.exitCode = 1;
}

function fetchMissing(wanted: Pins): void {
  mkdirSync(TARBALLS, { recursive: true });
  const missing = Object.keys(wanted).filter((name) => !existsSync(pathOf(name, wanted)));
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const names = missing.slice(at, at + AT_ONCE);
    const specs = names.map((name) => `${name}@${wanted[name]?.version}`);
    console.log(`npm pack: ${at + names.length} of ${missing.length}`);
    execFileSync('npm', ['pack', '--loglevel=error', '--pack-destination', TARBALLS, ...specs], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}

function extract(wanted: Pins): Facts {
  const clients: Record<string, SdkClient> = {};
  for (const name of Object.keys(wanted).filter((one) => one.startsWith(CLIENT))) {
    const files = readTarball(verified(name, wanted), isClientFile);
    clients[name.slice(CLIENT.length)] = readSdkClient(files);
  }
  const docPages = readDocPages(readTarball(verified(IAM_FLOYD, wanted), isStatementFile));
  return { pins: digestOf(wanted), clients, docPages };
}

function verified(name: string, wanted: Pins): Buffer {
  const tarball = readFileSync(pathOf(name, wanted));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (integrity !== wanted[name]?.integrity) throw new Error(`${name}: not the pinned tarball`);
  return tarball;
}

function pathOf(name: string, wanted: Pins): string {
  const file = name.replace(/^@/, '').replace('/', '-');
  return join(TARBALLS, `${file}-${wanted[name]?.version}.tgz`);
}

/** One operation a line, so that a new version of a client shows as what it changed. */
function toText({ pins: digest, clients, docPages }: Facts): string {
  const clientTexts = Object.entries(clients).map(([name, { signingName, operations }]) => {
    const lines = Object.entries(operations).map(
      ([operation, fact]) => `    ${JSON.stringify(operation)}: ${JSON.stringify(fact)}`,
    );
    const head = `  ${JSON.stringify(name)}: {"signingName": ${JSON.stringify(signingName)}, "operations": {`;
    return `${head}\n${lines.join(',\n')}\n  }}`;
  });
  const pages = Object.entries(docPages).map(
    ([service, operations]) => `  ${JSON.stringify(service)}: ${JSON.stringify(operations)}`,
  );
  return `{"pins": "${digest}",\n"clients": {\n${clientTexts.join(',\n')}\n},\n"docPages": {\n${pages.join(',\n')}\n}}\n`;
}
