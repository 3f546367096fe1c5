import type { Probe } from '../../../domain/deployment/probe.ts';
import { isAppError } from '../../../kernel/app-error.ts';
import { toAppError } from '../to-app-error.ts';

/** How AWS says that a thing is not there, service by service. */
const ABSENT: ReadonlySet<string> = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'QueueDoesNotExist',
  'ResourceNotFoundException',
  'TrailNotFoundException',
]);

/** Makes an answer of a look: a look that fails is an answer as well, and a bug of ours is thrown. */
export async function toProbe<T>(place: string, look: () => Promise<T>): Promise<Probe<T>> {
  try {
    return { kind: 'found', value: await look() };
  } catch (error) {
    if (ABSENT.has((error as Error).name)) return { kind: 'absent' };
    const fault = toAppError(error, place);
    if (!isAppError(fault)) throw error;
    const isRefused = fault.code === 'access-denied';
    return { kind: isRefused ? 'not-permitted' : 'unreadable', reason: fault.message };
  }
}
