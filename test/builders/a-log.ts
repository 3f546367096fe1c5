import type { Log, MetricName } from '../../src/ports/log.ts';

/** A log that adds its metrics up and keeps its lines. */
export function aLog(): Log & {
  readonly lines: string[];
  readonly metrics: Map<MetricName, number>;
} {
  const lines: string[] = [];
  const metrics = new Map<MetricName, number>();
  return {
    lines,
    metrics,
    info: (message) => void lines.push(message),
    error: (message) => void lines.push(message),
    count: (counts) => {
      for (const [name, count] of Object.entries(counts)) {
        const known = metrics.get(name as MetricName) ?? 0;
        metrics.set(name as MetricName, known + count);
      }
    },
  };
}
