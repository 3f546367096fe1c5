import type { Notifier } from '../../ports/notifier.ts';
import type { Environment } from './open-environment.ts';

/** Where people are told: nowhere yet. */
export function openMessages(_environment: Environment): Promise<Notifier> {
  return Promise.resolve({
    announce: ({ id }) => Promise.resolve({ channel: 'none', id }),
    update: () => Promise.resolve(),
  });
}
