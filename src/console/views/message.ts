import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';

/** One sentence that stands out on a page, and what to do next. Announced to screen readers. */
export type Message = {
  readonly tone: 'bad' | 'wait' | 'good';
  readonly sentence: string;
  readonly next: string | null;
};

export function messageView(message: Message | null): Html | null {
  if (message === null) return null;
  const { tone, sentence, next } = message;
  const rest = next === null ? null : html`<p>${text(next)}</p>`;
  return html`<div class="notice ${ownText(tone)}" role="alert">
    <p><b>${text(sentence)}</b></p>
    ${rest}
  </div>`;
}

/** A page that is one sentence: an error, or a place that does not exist. */
export function sentencePage(sentence: string, next: string): Html {
  return html`<h1>${text(sentence)}</h1>
    <p>${text(next)}</p>`;
}

/** What a form lacked; without a fault of its own it lacks the name. Nothing was done. */
export function askAgain(fault: string | null): Message {
  const sentence = fault ?? 'Say your name, in at most 64 plain characters.';
  return { tone: 'wait', sentence, next: 'Nothing was done yet.' };
}
