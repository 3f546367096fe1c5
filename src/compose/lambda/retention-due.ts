import { openEnvironment } from './open-environment.ts';

/** Not yet composed. */
export async function composeRetentionDue(): Promise<() => Promise<void>> {
  const { log } = await openEnvironment();
  return () => {
    log.info('nothing is done yet');
    return Promise.resolve();
  };
}
