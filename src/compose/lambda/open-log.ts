import { systemClock } from '../../adapters/system/clock.ts';
import { createJsonLog } from '../../adapters/system/json-log.ts';
import type { Log } from '../../ports/log.ts';
import { readEnvironment } from '../config/read-environment.ts';

/** The log of this function: one JSON line an entry on its standard output. */
export function openLog(): Log {
  const { AWS_LAMBDA_FUNCTION_NAME } = readEnvironment('AWS_LAMBDA_FUNCTION_NAME');
  return createJsonLog({
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    now: () => systemClock.now(),
    write: (line) => void process.stdout.write(`${line}\n`),
  });
}
