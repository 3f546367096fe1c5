import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';

// Both quotas together are below 20,000 characters; what is longer is no policy.
const LONGEST_LINE = 20_000;

/** A unified diff with its signs in a column of their own, so that colour is not what tells them apart. */
export function diffFigure(title: string, name: string, diff: string): Html {
  const rows = withoutHeader(diff.split('\n').filter((line) => line !== ''));
  const added = rows.filter((line) => line.startsWith('+')).length;
  const removed = rows.filter((line) => line.startsWith('-')).length;
  const count = `${added} added, ${removed} removed`;
  // Lines are blocks: a line feed between them would show as an empty line.
  return html`<figure class="diff">
    <figcaption>
      <b>${ownText(title)}</b> <code>${text(name)}</code>
      <span class="last">${ownText(count)}</span>
    </figcaption>
    <pre aria-label="${ownText(`${title}: ${count}`)}">${rows.map(diffLine)}</pre>
  </figure>`;
}

// Only where a header stands: further down, `--- ` is a line that is taken away.
function withoutHeader(rows: readonly string[]): readonly string[] {
  const hasHeader = rows[0]?.startsWith('--- ') && rows[1]?.startsWith('+++ ');
  return hasHeader ? rows.slice(2) : rows;
}

function diffLine(line: string): Html {
  const sign = line.slice(0, 1);
  const rest = text(line.slice(1), LONGEST_LINE);
  switch (sign) {
    case '+':
      return html`<ins><span class="sign">+</span><span>${rest}</span></ins>`;
    case '-':
      return html`<del><span class="sign">−</span><span>${rest}</span></del>`;
    case '@':
      return html`<span class="hunk"><span></span><span>${text(line)}</span></span>`;
    default:
      return html`<span><span></span><span>${rest}</span></span>`;
  }
}
