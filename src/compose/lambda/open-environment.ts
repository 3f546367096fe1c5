import { systemClock } from '../../adapters/system/clock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Config } from '../config/config-schema.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { readPackagedConfig } from '../config/read-packaged-config.ts';
import { openLog } from './open-log.ts';

/** What every function has: its configuration, its region, a clock and a log. */
export type Environment = {
  readonly config: Config;
  readonly region: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** Reads what a function is given; throws where a part is missing, so that a wrong deployment does nothing. */
export async function openEnvironment(): Promise<Environment> {
  const { AWS_REGION } = readEnvironment('AWS_REGION');
  return {
    config: await readPackagedConfig(),
    region: AWS_REGION,
    clock: systemClock,
    log: openLog(),
  };
}
