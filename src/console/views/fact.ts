import { html, type Html, type HtmlValue } from '../html.ts';
import { ownText, text } from '../text.ts';

/** One row of a list of facts; the name is our own. */
export function fact(name: string, value: HtmlValue): Html {
  return html`<dt>${ownText(name)}</dt>
    <dd>${value}</dd>`;
}

/** A row whose value is a name of others, left out where there is none. */
export function codeFact(name: string, value: string | null): Html | null {
  return value === null ? null : fact(name, html`<code>${text(value)}</code>`);
}
