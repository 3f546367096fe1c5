import { type CheckLine, lineOf } from './check.ts';
import type { TrailFacts } from './facts.ts';

/** The lines of all trails of a region: what one of them logs is enough. */
export function judgeTrails(trails: readonly TrailFacts[]): readonly CheckLine[] {
  const logging = trails.filter(({ isLogging }) => isLogging);
  const management = logging.filter(({ reads, writes }) => reads || writes);
  const names = management.map(({ name }) => name).join(', ');
  if (management.length === 0) {
    const why = trails.length === 0 ? 'there is no trail' : 'no trail that logs has them';
    return [lineOf('trail', 'failed', why), lineOf('trail-reads', 'unproven', why)];
  }
  const types = [...new Set(logging.flatMap(({ dataEvents }) => dataEvents))];
  const hasReads = management.some(({ reads }) => reads);
  return [
    lineOf('trail', 'ok', names),
    lineOf('trail-reads', hasReads ? 'ok' : 'failed', hasReads ? names : 'write-only events'),
    types.length > 0
      ? lineOf('data-events', 'ok', `logged for ${types.join(', ')}`)
      : lineOf('data-events', 'note', 'no trail logs them'),
  ];
}
