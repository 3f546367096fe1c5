import { type CheckLine, lineOf } from '../domain/deployment/check.ts';
import type { DeploymentSubject } from '../domain/deployment/subject.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { ChatReader } from '../ports/chat-reader.ts';
import type { DeploymentReader } from '../ports/deployment-reader.ts';
import type { SecretReader } from '../ports/secret-reader.ts';
import { checkCaller } from './check-deployment/check-caller.ts';
import { checkChat } from './check-deployment/check-chat.ts';
import { checkEvents } from './check-deployment/check-events.ts';
import { checkRoles } from './check-deployment/check-roles.ts';
import { checkStack } from './check-deployment/check-stack.ts';
import { checkStores } from './check-deployment/check-stores.ts';

export type CheckDeploymentDeps = {
  readonly deployment: DeploymentReader;
  readonly accounts: AccountReader;
  readonly secrets: SecretReader;
  readonly chat: ChatReader;
};

/**
 * Proves each precondition of a deployment, one line each, in the order of `CHECKS`. Looks and changes
 * nothing; what could not be looked at is `unproven` and never `ok`.
 */
export function createCheckDeployment(
  deps: CheckDeploymentDeps,
): (subject: DeploymentSubject) => Promise<readonly CheckLine[]> {
  return async (subject) => {
    const { caller, lines } = await checkCaller(deps, subject);
    // Without credentials every other look would fail for the same reason.
    if (caller === null) return lines;
    return [
      ...lines,
      ...checkStack(subject),
      ...(await checkEvents(deps, subject, caller.account)),
      ...(await checkStores(deps, subject)),
      ...(await checkChat(deps, subject)),
      ...(await checkRoles(deps, subject, caller)),
      toModeLine(subject),
    ];
  };
}

function toModeLine({ accounts }: DeploymentSubject): CheckLine {
  const direct = accounts.filter(({ apply }) => apply === 'direct').map(({ name }) => name);
  return direct.length === 0
    ? lineOf('mode', 'note', 'alerts only: no function may write IAM')
    : lineOf('mode', 'ok', `approved changes are applied in ${direct.join(', ')}`);
}
