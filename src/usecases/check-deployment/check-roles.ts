import { type CheckLine, lineOf } from '../../domain/deployment/check.ts';
import type { CallerFacts } from '../../domain/deployment/facts.ts';
import { linesOfProbe } from '../../domain/deployment/probe.ts';
import { selfEscalationsOf } from '../../domain/deployment/self-escalation.ts';
import type { DeploymentSubject } from '../../domain/deployment/subject.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { AccountReader } from '../../ports/account-reader.ts';
import type { DeploymentReader } from '../../ports/deployment-reader.ts';

type Deps = { readonly accounts: AccountReader; readonly deployment: DeploymentReader };

/** The roles: those of member accounts can be taken on, and the product's own cannot raise their permissions. */
export async function checkRoles(
  deps: Deps,
  subject: DeploymentSubject,
  caller: CallerFacts,
): Promise<readonly CheckLine[]> {
  const lines: CheckLine[] = [];
  for (const { name, roles } of subject.accounts) {
    for (const { purpose, arn } of roles) {
      lines.push(...(await checkSpoke(deps, arn, `${purpose} of ${name}`, subject.externalId)));
    }
  }
  const [, partition = 'aws'] = caller.arn.split(':');
  const own = (subject.resources ?? []).filter(({ type }) => type === 'AWS::IAM::Role');
  for (const { logicalId, physicalId } of own) {
    const arn = `arn:${partition}:iam::${caller.account}:role/${physicalId}`;
    lines.push(await checkOwnRole(deps, arn, logicalId));
  }
  return lines;
}

async function checkSpoke(
  { deployment }: Deps,
  arn: string,
  name: string,
  externalId: string | null,
): Promise<readonly CheckLine[]> {
  const probe = await deployment.session(arn, externalId);
  // A spoke trusts the functions' roles and no person, so a refusal may be as it should be.
  if (probe.kind === 'not-permitted') {
    const reason = `${arn} does not let these credentials in; it trusts the functions only, so ask with theirs`;
    return [lineOf('spoke-role', 'unproven', reason, name)];
  }
  return linesOfProbe('spoke-role', name, probe, () => [lineOf('spoke-role', 'ok', arn, name)]);
}

async function checkOwnRole({ accounts }: Deps, arn: string, name: string): Promise<CheckLine> {
  try {
    const role = await accounts.findPrincipal(arn);
    if (role === undefined) return lineOf('own-roles', 'failed', 'it is not there', name);
    const allowed = selfEscalationsOf(role);
    return allowed.length === 0
      ? lineOf('own-roles', 'ok', 'denied all of them', name)
      : lineOf('own-roles', 'failed', `not denied: ${allowed.join(', ')}`, name);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return lineOf('own-roles', 'unproven', error.message, name);
  }
}
