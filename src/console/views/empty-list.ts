import { html, type Html } from '../html.ts';
import { text } from '../text.ts';

/** What to do when nothing was denied yet. */
export function emptyList(origin: string): Html {
  return html`<h1>No findings yet</h1>
    <div class="panel empty">
      <p>
        A finding appears here as soon as rolemender is told about a denial. Three ways to do that:
      </p>
      <ol>
        <li>
          <a href="/explain">Paste an error text or a CloudTrail record</a>: it is diagnosed at
          once, and nothing is stored.
        </li>
        <li>
          Send events to this console. TOKEN is the one in the address that was printed at the
          start:
          <pre>
curl -H "Authorization: Bearer TOKEN" --data-binary @events.json ${text(origin)}/events</pre>
        </li>
        <li>
          Start the console on the sample account, which comes with denials: <code>npm start</code>
        </li>
      </ol>
    </div>`;
}
