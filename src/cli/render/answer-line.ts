import { CAUSE_WORDS } from '../../domain/denial/cause-words.ts';
import type { Denial } from '../../domain/denial/denial.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Principal } from '../../domain/principal/principal.ts';
import { joinText, ownText, type TerminalText, text, toTerminalText } from './terminal-text.ts';

/** The answer in one line: who cannot do what on which resource, and why. */
export function renderAnswer(denial: Denial): TerminalText {
  return text`${whoOf(denial.principal, denial.account)} cannot ${whatOf(denial)}${whereOf(denial)}: ${whyOf(denial)}`;
}

/** The answer of a finding: of its first denial, with every resource that was denied since. */
export function renderFindingAnswer({ sample, principalArn, resources }: Finding): TerminalText {
  const required = sample.required.map((permission) => ({ ...permission, resources }));
  return renderAnswer({
    ...sample,
    principal: { ...sample.principal, arn: sample.principal.arn && principalArn },
    required,
  });
}

/** Who was denied, in words: `ECS task role web`, `user ci`, `an anonymous caller`. */
export function whoOf({ kind, arn, ecsRole }: Principal, account: string | null): TerminalText {
  const name = toTerminalText(arn === null ? '' : arn.slice(arn.lastIndexOf('/') + 1));
  switch (kind) {
    case 'role':
      if (arn === null)
        return ecsRole === null
          ? ownText('an unnamed role')
          : ownText(`the ECS ${ecsRole} role (not named)`);
      return ecsRole === null ? text`role ${name}` : text`ECS ${ownText(ecsRole)} role ${name}`;
    case 'user':
      return arn === null ? ownText('an unnamed user') : text`user ${name}`;
    case 'root':
      return text`the root user of account ${toTerminalText(account ?? '(not named)')}`;
    case 'anonymous':
      return ownText('an anonymous caller');
    case 'unknown':
      return ownText('a caller that the event does not name');
    case 'federated':
    case 'service':
    case 'account':
      return arn === null
        ? ownText(`a ${kind} principal`)
        : text`${ownText(kind)} ${toTerminalText(arn)}`;
  }
}

function whatOf({ required, operation }: Denial): TerminalText {
  const actions = required.map(({ action }) => toTerminalText(action));
  if (actions.length > 0) return joinText(actions, ' and ');
  if (operation === null) return ownText('do something that the event does not name');
  const call = text`call ${toTerminalText(operation.eventName)}`;
  // A pasted text names the operation alone.
  return operation.eventSource === ''
    ? call
    : text`${call} of ${toTerminalText(operation.eventSource)}`;
}

function whereOf({ required }: Denial): TerminalText {
  const [first, ...others] = new Set(required.flatMap(({ resources }) => resources));
  if (first === undefined) return ownText(' (resource not named)');
  const more = others.length === 0 ? ownText('') : text` and ${others.length} more`;
  return text` on ${first === '*' ? ownText('* (the action has no narrower resource)') : toTerminalText(first)}${more}`;
}

function whyOf({ cause, required, denyingPolicyArn }: Denial): TerminalText {
  const isKey = required.length > 0 && required.every(({ action }) => /^kms:/i.test(action));
  if (cause === 'resource-policy-missing' && isKey) {
    return ownText('the key’s policy does not allow it, and no KMS grant does');
  }
  const reason = ownText(CAUSE_WORDS[cause]);
  return denyingPolicyArn === null ? reason : text`${reason}: ${toTerminalText(denyingPolicyArn)}`;
}
