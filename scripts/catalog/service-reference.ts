import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reference } from './derive-operations.ts';

type RawService = {
  readonly Name: string;
  readonly Operations?: readonly {
    readonly Name: string;
    readonly AuthorizedActions?: readonly { readonly Name: string; readonly Service?: string }[];
  }[];
};

/**
 * AWS's own Service Reference from a folder of its `<service>.json` files: the operations whose actions
 * it names and whose name alone would not tell them.
 */
export function readServiceReference(directory: string): Reference {
  const reference = new Map<string, readonly string[]>();
  const paths = readdirSync(directory).filter((name) => name.endsWith('.json'));
  for (const path of paths.sort()) {
    const service = JSON.parse(readFileSync(join(directory, path), 'utf8')) as RawService;
    for (const { Name: operation, AuthorizedActions: authorized = [] } of service.Operations ??
      []) {
      const actions = authorized.map(({ Name, Service = service.Name }) => `${Service}:${Name}`);
      const isItself = actions.length === 1 && actions[0] === `${service.Name}:${operation}`;
      if (actions.length > 0 && !isItself)
        reference.set(`${service.Name}:${operation}`, actions.sort());
    }
  }
  return reference;
}

/** The lines that differ between two generated catalogues, `-` ours and `+` with AWS's reference. */
export function differences(
  ours: ReadonlyMap<string, string>,
  merged: ReadonlyMap<string, string>,
): readonly string[] {
  return [...merged].flatMap(([path, text]) => {
    const before = new Set(linesOf(ours.get(path) ?? ''));
    const after = new Set(linesOf(text));
    const gone = [...before].filter((line) => !after.has(line)).map((line) => `- ${line}`);
    const come = [...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`);
    return gone.length + come.length === 0 ? [] : [path, ...gone, ...come];
  });
}

// The last line of a member ends in a bracket instead of a comma.
const linesOf = (text: string) => text.split('\n').map((line) => line.replace(/[,}]+$/, ''));
