import type { DataSite } from '../data/site.ts';
import type { DocumentPlace, Editor, SourceFile, SourceMap } from '../editor.ts';
import { isGeneratedFile, isToolOutput } from '../generated-file.ts';
import { createLineIndex } from '../line-index.ts';
import { editData } from './edit-data.ts';
import { findSites } from './find-sites.ts';
import { type DataFormat, readSite, readWithinLimits } from './read-data.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const GENERATED: DocumentPlace = { kind: 'unsupported', reason: 'generated-file' };
const NOTHING: SourceMap = { policies: [], roles: [], resources: [] };

/** An editor of files that hold policies as data: plain documents, CloudFormation, SAM and Serverless Framework. */
export function createDataEditor(format: DataFormat): Editor {
  return {
    format: format.format,
    reads: format.reads,
    map: async (file) => await Promise.resolve(mapData(withoutMark(file), format)),
    edit: async (file, address, change) => {
      const outcome = editData(withoutMark(file), address, change, format);
      if (outcome.kind !== 'edited' || !hasMark(file)) return await Promise.resolve(outcome);
      return { ...outcome, text: BYTE_ORDER_MARK + outcome.text };
    },
  };
}

function mapData(file: SourceFile, format: DataFormat): SourceMap {
  // A file that says that it is generated is mapped, so that the policy is found and the reason told.
  const isGenerated = isGeneratedFile(file);
  if (isToolOutput(file.path)) return NOTHING;
  const read = readWithinLimits(file, format);
  if (read.kind === 'unsupported') return NOTHING;
  const { sites, roles, resources } = findSites(read.roots, file.path);
  const placeOf = createLineIndex(file);
  return {
    policies: sites
      .filter(({ isListed }) => isListed)
      .map((site) => ({
        address: site.address,
        place: placeOf(site.at),
        name: site.name,
        roles: site.roles,
        document: isGenerated ? GENERATED : toDocumentPlace(site),
      })),
    roles: roles.map(({ address, at, name }) => ({ address, place: placeOf(at), name })),
    resources,
  };
}

function toDocumentPlace(site: DataSite): DocumentPlace {
  if (site.document.kind === 'file') return { ...site.document, template: false };
  const read = readSite(site);
  return read.kind === 'policy' ? { kind: 'here' } : { kind: 'unsupported', reason: read.reason };
}

function hasMark({ text }: SourceFile): boolean {
  return text.startsWith(BYTE_ORDER_MARK);
}

function withoutMark(file: SourceFile): SourceFile {
  return hasMark(file) ? { ...file, text: file.text.slice(1) } : file;
}
