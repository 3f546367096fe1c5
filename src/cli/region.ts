import type { Io } from './command.ts';
import { UsageError } from './usage-error.ts';

/** The AWS region that the user means: `--region`, else what the shell knows. */
export function regionOf(named: string | undefined, { env }: Io): string {
  const region = named ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (region === undefined || region === '') {
    throw new UsageError('name the region: --region us-east-1, or set AWS_REGION');
  }
  return region;
}
