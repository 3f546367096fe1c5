import { slackUserOf } from '../../domain/proposal/owners.ts';
import type { RiskTier } from '../../domain/policy/risk.ts';
import { type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';

const RISK_LABELS: Readonly<Record<RiskTier, Mrkdwn>> = {
  0: ownMrkdwn('critical'),
  1: ownMrkdwn('high'),
  2: ownMrkdwn('sensitive'),
  3: ownMrkdwn('moderate'),
  4: ownMrkdwn('low'),
};

/** A tier as a word. */
export function toRiskWord(tier: RiskTier): Mrkdwn {
  return RISK_LABELS[tier];
}

/** A person as decisions name them: a mention of whoever decided in Slack, the bare name of others. */
export function toPerson(by: string): Mrkdwn {
  const userId = slackUserOf(by);
  return userId === undefined ? toCode(by) : ownMrkdwn(`<@${userId}>`);
}

/** A time as each reader's Slack writes it (Slack, "Formatting text: date formatting"). */
export function toMoment(at: string): Mrkdwn {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) return toCode(at);
  const fallback = new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
  const seconds = Math.floor(milliseconds / 1000);
  return ownMrkdwn(`<!date^${seconds}^{date_short_pretty} {time}|${fallback} UTC>`);
}

/** Pieces with a text between them. */
export function join(pieces: readonly Mrkdwn[], separator: string): Mrkdwn {
  const [first = ownMrkdwn(''), ...rest] = pieces;
  return rest.reduce((text, piece) => mrkdwn`${text}${ownMrkdwn(separator)}${piece}`, first);
}

const NUMBERS = new Intl.NumberFormat('en');

/** A number with its thousands parted. */
export function toNumber(value: number): Mrkdwn {
  return ownMrkdwn(NUMBERS.format(value));
}
