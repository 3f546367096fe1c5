import { createJsonLog } from '../../adapters/system/json-log.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Config } from '../config/config-schema.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { readPackagedConfig } from '../config/read-packaged-config.ts';

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

/** The log alone, for a function that answers before it reads anything else. */
export function openLog(): Log {
  const { AWS_LAMBDA_FUNCTION_NAME } = readEnvironment('AWS_LAMBDA_FUNCTION_NAME');
  return createJsonLog({
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    now: () => systemClock.now(),
    write: (line) => void process.stdout.write(`${line}\n`),
  });
}
