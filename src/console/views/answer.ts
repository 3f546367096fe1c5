import { type Headline, headlineOf } from '../../domain/finding/headline.ts';
import { html, type Html } from '../html.ts';
import { ownText, text, type ShownText } from '../text.ts';

type Answered = Parameters<typeof headlineOf>[0];

/** Who cannot do what on which resource, and why: the first line about any denial. */
export function answerSentence(answered: Answered): Html {
  const { who, ecsRole, resource, moreResources, why } = headlineOf(answered);
  const role = ecsRole === null ? null : html` <span class="muted">(ECS ${text(ecsRole)})</span>`;
  const on = shortResource(resource);
  return html`<b>${text(who)}</b>${role} cannot <b>${actionsOf(answered)}</b> on
    ${on}${more(moreResources)}: ${ownText(why)}.`;
}

/** The denied resource without what every ARN of the account shares, and how many more. */
export function onWhat(headline: Headline): Html {
  return html`${shortResource(headline.resource)}${more(headline.moreResources)}`;
}

// `arn:partition:service:region:account:` says little in a sentence; the facts below show the whole.
function shortResource(resource: string): ShownText {
  if (resource === '*') return ownText('any resource');
  const name = resource.startsWith('arn:') ? resource.split(':').slice(5).join(':') : resource;
  return text(name === '' ? resource : name);
}

/** The denied actions; a denial that names none is told by its operation. */
export function actionsOf({ sample }: Pick<Answered, 'sample'>): ShownText {
  const actions = sample.required.map(({ action }) => action).join(', ');
  if (actions !== '') return text(actions, 200);
  const { operation } = sample;
  return operation === null ? ownText('an unknown action') : text(`call ${operation.eventName}`);
}

function more(count: number): ShownText {
  return ownText(count === 0 ? '' : ` and ${count} more`);
}
