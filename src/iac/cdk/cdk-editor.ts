import type { Parser } from 'web-tree-sitter';
import { toArnPattern } from '../cloudformation/arn-pattern.ts';
import type { DocumentPlace, Editor, SourceFile, SourceMap } from '../editor.ts';
import { LONGEST_FILE } from '../file-limits.ts';
import { isGeneratedFile, isToolOutput } from '../generated-file.ts';
import { createLineIndex } from '../line-index.ts';
import type { CdkPolicy } from './cdk-policy.ts';
import { editCdk } from './edit-cdk.ts';
import { arnOfConstruct } from './evaluate.ts';
import type { FileView } from './file-view.ts';
import { findPolicies } from './find-policies.ts';
import { withCdk } from './parse-cdk.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const NOTHING: SourceMap = { policies: [], roles: [], resources: [] };

/** Loads the parser of a grammar when the first file of it is read. */
export type LoadParser = () => Promise<Parser>;

/** Edits policies in stacks of the AWS CDK written in TypeScript. The code is read and never run. */
export function createCdkEditor(typescript: LoadParser, tsx: LoadParser): Editor {
  const parserOf = async ({ path }: SourceFile) =>
    await (path.toLowerCase().endsWith('x') ? tsx() : typescript());
  return {
    format: 'cdk',
    reads: (path) => /\.[cm]?tsx?$/i.test(path) && !/\.d\.[cm]?ts$/i.test(path),
    map: async (file) => {
      if (!isReadable(file) || isToolOutput(file.path)) return NOTHING;
      const own = withoutMark(file);
      return withCdk(await parserOf(file), own, (view) => mapCdk(own, view)) ?? NOTHING;
    },
    edit: async (file, address, change) => {
      if (file.text.length > LONGEST_FILE) {
        const place = { path: file.path, line: 1 };
        return { kind: 'unsupported', reason: 'file-too-large', place };
      }
      if (!isReadable(file)) return { kind: 'not-found' };
      const own = withoutMark(file);
      const outcome = editCdk({ parser: await parserOf(file), file: own, address, change });
      if (outcome.kind !== 'edited' || own === file) return outcome;
      return { ...outcome, text: BYTE_ORDER_MARK + outcome.text };
    },
  };
}

// Most TypeScript has nothing to do with the CDK, and need not be parsed to see that.
function isReadable({ text }: SourceFile): boolean {
  return text.length <= LONGEST_FILE && /aws-cdk-lib|@aws-cdk\//.test(text);
}

function mapCdk(file: SourceFile, view: FileView): SourceMap {
  const placeOf = createLineIndex(file);
  const isGenerated = isGeneratedFile(file);
  const { policies, roles } = findPolicies(view);
  return {
    policies: policies.map(({ address, at, name, roles: holders, document }) => ({
      address,
      place: placeOf(at),
      name,
      roles: holders,
      document: isGenerated
        ? { kind: 'unsupported', reason: 'generated-file' }
        : toDocumentPlace(document),
    })),
    roles: roles.map(({ address, at, name }) => ({ address, place: placeOf(at), name })),
    resources: view.declarations.flatMap(({ address, value }) => {
      const made = arnOfConstruct(value, view);
      const arn = made === null ? null : toArnPattern(made.arn);
      return arn === null ? [] : [{ address, arn }];
    }),
  };
}

function toDocumentPlace(document: CdkPolicy['document']): DocumentPlace {
  return document.kind === 'statements' ? { kind: 'here' } : document;
}

function withoutMark(file: SourceFile): SourceFile {
  const hasMark = file.text.startsWith(BYTE_ORDER_MARK);
  return hasMark ? { ...file, text: file.text.slice(1) } : file;
}
