import type { DataNode } from '../data/data-node.ts';
import type { DataParse } from '../data/data-parse.ts';
import { readPolicy } from '../data/read-policy.ts';
import type { DataSite, PolicyReading } from '../data/site.ts';
import type { SourceFile, UnsupportedReason } from '../editor.ts';
import { LONGEST_FILE } from '../file-limits.ts';
import { isGeneratedFile } from '../generated-file.ts';
import { findSites } from './find-sites.ts';

/** What tells one format of data files from another. */
export type DataFormat = {
  readonly format: 'json' | 'yaml';
  readonly reads: (path: string) => boolean;
  readonly parse: (text: string) => DataParse;
};

type Refusal = {
  readonly kind: 'unsupported';
  readonly reason: UnsupportedReason;
  readonly at: number;
};

/** Reads a file that may be edited. The text has no byte order mark here: the offsets are those of what follows it. */
export function readData(file: SourceFile, format: DataFormat): DataParse {
  const isGenerated = isGeneratedFile(file);
  return isGenerated
    ? { kind: 'unsupported', reason: 'generated-file', at: 0 }
    : readWithinLimits(file, format);
}

/** Reads a file, whoever writes it. */
export function readWithinLimits({ text }: SourceFile, { parse }: DataFormat): DataParse {
  const isTooLong = text.length > LONGEST_FILE;
  return isTooLong ? { kind: 'unsupported', reason: 'file-too-large', at: 0 } : parse(text);
}

export type PolicyAt =
  | { readonly kind: 'policy'; readonly site: DataSite; readonly policy: PolicyReading }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ambiguous'; readonly at: readonly number[] }
  | Refusal;

/** The policy at an address; '' is the whole file, or the only policy in it. */
export function readPolicyAt(roots: readonly DataNode[], path: string, address: string): PolicyAt {
  const { sites } = findSites(roots, path);
  const exact = sites.filter((site) => site.address === address);
  const listed = sites.filter(({ isListed }) => isListed);
  const found = exact.length === 0 && address === '' ? listed : exact;
  const [site] = found;
  if (site === undefined) return { kind: 'not-found' };
  if (found.length > 1) return { kind: 'ambiguous', at: found.map(({ at }) => at) };
  const read = readSite(site);
  return read.kind === 'policy' ? { ...read, site } : read;
}

/** The document of a site, or why it cannot be edited here. */
export function readSite({
  document,
  at,
}: DataSite): { readonly kind: 'policy'; readonly policy: PolicyReading } | Refusal {
  if (document.kind === 'node') return readPolicy(document.node, document.dialect);
  const reason = document.kind === 'file' ? 'not-expressible' : document.reason;
  return { kind: 'unsupported', reason, at };
}
