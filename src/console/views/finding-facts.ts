import type { Finding } from '../../domain/finding/finding.ts';
import { sourcesOf, toSourceWords } from '../../domain/finding/sources.ts';
import { html, type Html } from '../html.ts';
import { ownText, text } from '../text.ts';
import { codeFact, fact } from './fact.ts';
import { moment } from './moment.ts';

/** The cause, who can fix it, and what was denied. */
export function whyDenied(finding: Finding): Html {
  const { sample, owner, resources } = finding;
  const more = sample.alsoLikely.map(({ action }) => action).join(', ');
  return html`<section class="panel" aria-labelledby="why">
    <h2 id="why">Why it was denied</h2>
    <dl class="facts">
      ${fact('Cause', html`<code>${ownText(finding.cause)}</code>`)}
      ${owner === null ? null : fact('Who can fix it', text(owner))}
      ${fact('Principal', html`<code>${text(finding.principalArn)}</code>`)}
      ${fact('Resources', codeList(resources, 'AWS named none'))}
      ${codeFact('Denied by', sample.denyingPolicyArn)}
      ${more === '' ? null : fact('Likely next', text(more))}
    </dl>
    <p class="muted small">AWS names one blocking policy at a time: a second denial may follow.</p>
  </section>`;
}

/** How often, when, where, and in which events. */
export function evidence(finding: Finding): Html {
  const { sample, account } = finding;
  const { operation, ecs, principal } = sample;
  const place = [ecs?.cluster, ecs?.service, ecs?.task].filter((name) => name);
  const events = codeList(finding.sampleEventIds.toReversed(), 'the events carry no id');
  return html`<section class="panel" aria-labelledby="evidence">
    <h2 id="evidence">Evidence</h2>
    <dl class="facts">
      ${fact('Denials', ownText(finding.count.toLocaleString('en')))}
      ${fact('From', ownText(toSourceWords(sourcesOf(finding))))}
      ${fact('First seen', moment(finding.firstSeenAt))}
      ${fact('Last seen', moment(finding.lastSeenAt))}
      ${codeFact('API call', operation && `${operation.eventSource} ${operation.eventName}`.trim())}
      ${fact('Account', text([account ?? 'unknown', sample.region].filter(Boolean).join(', ')))}
      ${place.length === 0 ? null : fact('ECS', text(place.join(' / ')))}
      ${codeFact('Session', principal.session)} ${fact('Newest events', events)}
    </dl>
  </section>`;
}

function codeList(values: readonly string[], none: string): Html {
  if (values.length === 0) return html`${ownText(none)}`;
  return html`<ul>
    ${values.map((value) => html`<li><code>${text(value)}</code></li>`)}
  </ul>`;
}
