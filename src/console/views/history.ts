import type { Aggregate } from '../../domain/finding/aggregate.ts';
import { html, type Html } from '../html.ts';
import { text } from '../text.ts';
import { exactMoment } from './moment.ts';

const MOST_ROWS = 500;

/** Everything that happened to a finding and its proposals, newest first. */
export function historyTable(aggregates: readonly Aggregate[]): Html {
  const rows = aggregates
    .flatMap(({ id, history }) => history.map((entry) => ({ ...entry, id })))
    .toReversed()
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const cut =
    rows.length > MOST_ROWS
      ? html`<p class="muted">Only the newest ${MOST_ROWS} of ${rows.length} rows.</p>`
      : null;
  return html`<section class="panel" aria-labelledby="history">
    <h2 id="history">History</h2>
    <table class="history">
      <thead>
        <tr>
          <th scope="col">When (UTC)</th>
          <th scope="col">What</th>
          <th scope="col">Who</th>
          <th scope="col">Detail</th>
          <th scope="col">Id</th>
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, MOST_ROWS).map(
          ({ at, event, by, detail, id }) =>
            html`<tr>
              <td class="time">${exactMoment(at)}</td>
              <td>${text(event)}</td>
              <td>${text(by)}</td>
              <td>${text(detail)}</td>
              <td>
                <a href="/findings/${text(id)}"><code>${text(id)}</code></a>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${cut}
  </section>`;
}
