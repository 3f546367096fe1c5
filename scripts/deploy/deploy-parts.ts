import type { Config } from '../../src/compose/config/config-schema.ts';
import { toDenialPattern, toTaskStoppedPattern } from './event-patterns.ts';
import { toRoleResources } from './function-roles.ts';
import { toSpokeParameters } from './spoke-parameters.ts';

/** What `serverless.yml` takes from the configuration, by the name of the file that holds it. */
export function toDeployParts(config: Config): Readonly<Record<string, unknown>> {
  return {
    roles: { Resources: toRoleResources(config) },
    patterns: { denial: toDenialPattern(config), taskStopped: toTaskStoppedPattern(config) },
    schedules: toSchedules(config),
    'spoke-parameters': toSpokeParameters(config),
  };
}

function toSchedules({ reconcile, digest }: Config): Readonly<Record<string, unknown>> {
  const [hour = '8', minute = '0'] = (digest.at ?? '08:00')
    .split(':')
    .map((part) => `${Number(part)}`);
  return {
    reconcile: [`rate(${reconcile.everyMinutes} minutes)`],
    digest: [`cron(${minute} ${hour} * * ? *)`],
    sendsDigest: digest.at !== null,
  };
}
