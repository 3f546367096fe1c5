import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DocPages } from './read-doc-pages.ts';
import type { SdkClient } from './read-sdk-client.ts';

/** A package that facts were taken from: the exact version, and the hash that npm gives for it. */
export type Pin = { readonly version: string; readonly integrity: string };
export type Pins = Readonly<Record<string, Pin>>;

/** What was taken from the pinned packages; `pins` is the digest of the pins that it was taken from. */
export type Facts = {
  readonly pins: string;
  readonly clients: Readonly<Record<string, SdkClient>>;
  readonly docPages: DocPages;
};

export const PINS_FILE = fileURLToPath(new URL('inputs.json', import.meta.url));
export const FACTS_FILE = fileURLToPath(new URL('facts.json', import.meta.url));
export const IAM_FLOYD = 'iam-floyd';
export const CLIENT = '@aws-sdk/client-';

export function readPins(): Pins {
  return JSON.parse(readFileSync(PINS_FILE, 'utf8')) as Pins;
}

/** The extracted facts; throws where the pins were changed after they had been extracted. */
export function readFacts(pins: Pins): Facts {
  const facts = JSON.parse(readFileSync(FACTS_FILE, 'utf8')) as Facts;
  if (facts.pins !== digestOf(pins)) {
    throw new Error(
      'scripts/catalog/inputs.json changed: run npm run catalog:extract, which needs the registry or npm’s cache',
    );
  }
  return facts;
}

export function digestOf(pins: Pins): string {
  return createHash('sha256').update(JSON.stringify(pins)).digest('hex');
}
