import { type ConfigFault, faultIf } from '../config-fault.ts';
import type { Config, Route } from '../config-schema.ts';

/** Routes that nothing reaches, Slack ids without a workspace, ignore rules without a condition. */
export function faultsOfMessages(config: Config): readonly ConfigFault[] {
  const { accounts, routing, slack, approvers, digest, ignore } = config;
  const defaultAt = routing.findIndex(isDefault);
  const needsSlack = routing.length > 0 || approvers.length > 0 || digest.channel !== null;
  return [
    ...faultIf(
      needsSlack && slack === null,
      'slack',
      'routing, approvers and digest.channel need the workspace: slack: { teamId: T… }',
    ),
    ...faultIf(
      slack !== null && defaultAt < 0,
      'routing',
      'the last route must have no condition, so that every finding has a channel',
    ),
    ...faultIf(
      defaultAt >= 0 && defaultAt < routing.length - 1,
      `routing[${defaultAt + 1}]`,
      `nothing comes here: routing[${defaultAt}] has no condition`,
    ),
    ...routing.flatMap((route, index) => faultsOfRoute(route, `routing[${index}]`, accounts)),
    ...ignore.flatMap(({ role, action }, index) =>
      faultIf(
        role === null && action === null,
        `ignore[${index}]`,
        'this would ignore everything; give a role, an action or both',
      ),
    ),
  ];
}

function faultsOfRoute(
  { account, team }: Route,
  path: string,
  accounts: Config['accounts'],
): readonly ConfigFault[] {
  const isListed = account === null || accounts.some(({ id }) => id === account);
  const isTeam = team === null || accounts.some((each) => each.team === team);
  return [
    ...faultIf(!isListed, `${path}.account`, `${account} is not under accounts`),
    ...faultIf(!isTeam, `${path}.team`, `no account has team: ${team}`),
  ];
}

function isDefault({ account, team, severity }: Route): boolean {
  return account === null && team === null && severity === null;
}
