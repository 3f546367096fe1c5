import { isAppError } from '../../kernel/app-error.ts';
import type { Log, LogFields } from '../../ports/log.ts';

/** CloudWatch's namespace of every metric. */
export const METRIC_NAMESPACE = 'rolemender';

// CloudWatch's own unit of each metric that is no count.
const SECONDS: ReadonlySet<string> = new Set(['LagSeconds', 'ClockSkewSeconds']);

/**
 * One JSON line an entry; metrics in CloudWatch's Embedded Metric Format with the function's name as the
 * only dimension, so that their number stays small.
 */
export function createJsonLog(deps: {
  readonly functionName: string;
  readonly now: () => string;
  readonly write: (line: string) => void;
}): Log {
  const write = (level: 'info' | 'error', message: string, fields: LogFields) => {
    const entry = { level, at: deps.now(), function: deps.functionName, message, ...fields };
    deps.write(JSON.stringify(entry));
  };
  return {
    info: (message, fields = {}) => write('info', message, fields),
    error: (message, error, fields = {}) =>
      write('error', message, { ...fields, ...describeError(error) }),
    count(metrics) {
      const names = Object.keys(metrics);
      if (names.length === 0) return;
      const Metrics = names.map((Name) => ({
        Name,
        Unit: SECONDS.has(Name) ? 'Seconds' : 'Count',
      }));
      const directive = { Namespace: METRIC_NAMESPACE, Dimensions: [['function']], Metrics };
      const Timestamp = Date.parse(deps.now());
      const embedded = { ['_aws']: { Timestamp, CloudWatchMetrics: [directive] } };
      deps.write(JSON.stringify({ ...embedded, function: deps.functionName, ...metrics }));
    },
  };
}

const MOST_FRAMES = 5;

// A message may quote what a caller sent (`Unexpected token … in JSON`); name, code and place do not.
function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const stack = frames.slice(0, MOST_FRAMES).map((line) => line.trim());
  if (!isAppError(error)) return { error: error.name, stack: stack.join(' < ') };
  const { code, retryable, context } = error;
  return { error: error.name, code, retryable, ...context, stack: stack.join(' < ') };
}
