import { html, type Html, type HtmlValue } from './html.ts';
import { ownText, text } from './text.ts';

export type Page = {
  /** Title of the tab; may hold text of others. */
  readonly title: string;
  readonly body: HtmlValue;
  /** Which entry of the navigation it belongs to; null shows no navigation (nobody is signed in). */
  readonly place: 'findings' | 'explain' | 'elsewhere' | null;
};

const CURRENT = html` aria-current="page"`;

/** The frame of every page. No script, no asset but the stylesheet. */
export function toPage({ title, body, place }: Page): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${text(title, 120)} · rolemender</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="bar">
          <div>${place === null ? brand() : navigation(place)}</div>
        </header>
        <main id="main" tabindex="-1" class="stack">${body}</main>
        <footer>rolemender on this machine only. Times are UTC.</footer>
      </body>
    </html> `;
}

function brand(): Html {
  return html`<span class="brand">rolemender</span>`;
}

function navigation(place: NonNullable<Page['place']>): Html {
  return html`<a class="brand" href="/">rolemender</a>
    <nav aria-label="Pages">
      <a href="/" ${place === 'findings' ? CURRENT : null}>Findings</a>
      <a href="/explain" ${place === 'explain' ? CURRENT : null}>Explain</a>
    </nav>
    <form class="find" action="/find" method="get" role="search">
      <label class="hidden-label" for="find">Find by finding, proposal or event id</label>
      <input
        type="text"
        id="find"
        name="id"
        placeholder="${ownText('Find by id')}"
        maxlength="128"
        autocomplete="off"
        spellcheck="false"
        required
      />
      <button>Find</button>
    </form>`;
}
