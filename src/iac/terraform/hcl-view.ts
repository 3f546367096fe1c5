import { escapeQuoted, escapeTemplate } from './text-escapes.ts';
import type { View } from './view.ts';

/** A file of Terraform's syntax as it stands. */
export function createHclView(text: string): View {
  return {
    language: 'hcl',
    text,
    toSource: (at) => at,
    encode: (inserted) => inserted,
    quote: (value) => `"${escapeQuoted(value)}"`,
    interpolate: (expression, suffix) =>
      suffix === '' ? expression : `"\${${expression}}${escapeQuoted(suffix)}"`,
    sourceOf: ({ start, end }) => text.slice(start, end),
  };
}

/** Text of JSON as a string of Terraform writes it. */
export function encodeJson(form: 'quoted' | 'heredoc', text: string): string {
  return form === 'quoted' ? escapeQuoted(text) : escapeTemplate(text);
}
