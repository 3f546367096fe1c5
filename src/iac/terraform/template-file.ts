import type { EditOutcome, SourceFile, SourceMap } from '../editor.ts';

// A file that `templatefile()` reads is what stands in a heredoc, so it is read as one.
const WORD = 'ROLEMENDER_TEMPLATE';
const HEAD = `locals {\n  document = <<${WORD}\n`;
const TAIL = `\n${WORD}\n}\n`;
const HEAD_LINES = HEAD.split('\n').length - 1;

/** Where the document of a wrapped template is. */
export const TEMPLATE_ADDRESS = 'local.document';

/** Whether a file is Terraform's own syntax; others are templates that it reads. */
export function isModuleFile(path: string): boolean {
  return path.endsWith('.tf') || path.endsWith('.tofu');
}

/** A template as a file of Terraform; null for one that could end its own heredoc. */
export function wrapTemplate({ path, text }: SourceFile): SourceFile | null {
  if (text.includes(WORD)) return null;
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  return { path, text: `${HEAD}${text.slice(mark)}${TAIL}` };
}

/** The outcome of an edit of the wrapped template as one of the template. */
export function unwrapOutcome(outcome: EditOutcome, { text }: SourceFile): EditOutcome {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  switch (outcome.kind) {
    case 'edited': {
      const own = outcome.text.slice(HEAD.length, outcome.text.length - TAIL.length);
      return { ...outcome, text: mark + own };
    }
    case 'unsupported': {
      const line = Math.max(1, outcome.place.line - HEAD_LINES);
      return { ...outcome, place: { ...outcome.place, line } };
    }
    case 'already-present':
    case 'not-found':
    case 'ambiguous':
      return outcome;
  }
}

/** The map of a template: one document without a name, or nothing. */
export function toTemplateMap({ path }: SourceFile, wrapped: SourceMap): SourceMap {
  return {
    policies: wrapped.policies
      .filter(({ document }) => document.kind === 'here')
      .map((site) => ({ ...site, address: '', place: { path, line: 1 } })),
    roles: [],
    resources: [],
  };
}
