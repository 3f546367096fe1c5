import type { LocalApp } from '../../compose/local-app.ts';
import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';
import { diagnosisPanel } from './diagnosis.ts';
import { csrfField, type FormContext } from './forms.ts';
import { type Message, messageView } from './message.ts';

type Explained = Awaited<ReturnType<LocalApp['explain']>>;

const MOST_SHOWN = 50;

/** A box to paste into, and below it what the pasted text turned out to be. Nothing is stored. */
export function explainPage(
  context: FormContext,
  asked: { readonly pasted: string; readonly explained: Explained } | null,
  message: Message | null = null,
): Html {
  // A browser drops the first line feed of a textarea: the one in the markup, so that none of the text is lost.
  return html`<h1>Explain a denial</h1>
    ${messageView(message)}
    <form class="fields panel" method="post" action="/explain">
      ${csrfField(context)}
      <label for="text"
        >Error text, CloudTrail record, ECS event or log lines
        <span class="hint">(text, JSON or JSON lines, up to 1 MiB; nothing is stored)</span></label
      >
      <textarea id="text" name="text" spellcheck="false" required>
${ownText(asked?.pasted ?? '')}</textarea>
      <div><button class="approve">Explain</button></div>
    </form>
    ${asked === null ? null : results(asked.explained)}`;
}

function results(explained: Explained): Html {
  if (explained.length === 0)
    return html`<p class="notice wait" role="status">There is no record in it.</p>`;
  const denials = explained.filter(({ reading }) => reading.kind === 'denial').length;
  const more = explained.length - MOST_SHOWN;
  return html`<p role="status">
      <b
        >${ownText(`${explained.length} ${explained.length === 1 ? 'record' : 'records'}, ${denials} denied`)}</b
      >
    </p>
    ${explained.slice(0, MOST_SHOWN).map(({ reading, diagnosis }) => diagnosisPanel(reading, diagnosis))}
    ${more > 0 ? html`<p class="muted">${more} more are not shown; <code>rolemender explain</code> takes any number.</p>` : null}
    ${denials === 0 ? null : html`<p class="muted small">${text('AWS names one blocking policy at a time: a second denial may follow.')}</p>`}`;
}
