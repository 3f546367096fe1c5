import { html as escaping } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ShownText } from './text.ts';

/** Markup of ours with everything in it escaped. */
export type Html = HtmlEscapedString;

/** What a template takes: a plain string must pass `text` or `ownText` first, which the type enforces. */
export type HtmlValue = Html | ShownText | number | null | readonly HtmlValue[];

/** Template tag: the literal parts are markup, every interpolated text is escaped for element content and quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  // Hono answers a promise only where a value is one, which the types rule out.
  return escaping(parts, ...values) as Html;
}
