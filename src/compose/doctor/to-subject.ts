import type { AccountSubject, DeploymentSubject } from '../../domain/deployment/subject.ts';
import type { Config, ManagedAccount } from '../config/config-schema.ts';
import type { Stack } from './read-stack.ts';

const SOME_ACCOUNT = '111122223333';

/** What `doctor` looks at, of a configuration and the stack that it was deployed as. */
export function toSubject(config: Config, stack: Stack, region: string): DeploymentSubject {
  const { parameters, resources } = stack;
  const { slack } = config;
  return {
    region,
    resources,
    slackSecretId: slack === null ? null : parameters['SlackSecretArn'] || null,
    teamId: slack?.teamId ?? null,
    externalId: parameters['SpokeExternalId'] || null,
    sampleRoleArn: toSampleRole(config),
    accounts: config.accounts.map(toAccount),
    channels: slack === null ? [] : channelsOf(config),
    approvers: config.approvers.map(({ name, slackUserGroup, users }) => ({
      name,
      userGroup: slackUserGroup,
      users,
    })),
  };
}

function toAccount({ id, name, apply, spokeRoles }: ManagedAccount): AccountSubject {
  const roles = Object.entries(spokeRoles ?? {}).flatMap(([purpose, arn]) =>
    arn === null ? [] : [{ purpose, arn }],
  );
  return { id, name, apply, roles };
}

function channelsOf({ routing, digest, slack }: Config): readonly string[] {
  const named = [...routing.map(({ channel }) => channel), digest.channel, slack?.securityChannel];
  return [...new Set(named.filter((channel) => typeof channel === 'string'))];
}

// A role that the first pattern of the scope matches, in the first account.
function toSampleRole({ scope, accounts }: Config): string {
  const account = accounts[0]?.id ?? SOME_ACCOUNT;
  const [pattern = 'arn:aws:iam::*:role/*'] = scope.roles;
  return pattern.replace('::*:', `::${account}:`).replaceAll('*', 'sample').replaceAll('?', 'x');
}
