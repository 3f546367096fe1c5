/** What is counted, by the names under which alarms and dashboards know it. */
export type MetricName =
  | 'DenialsCounted'
  | 'DuplicateEvents'
  | 'QuarantinedRecords'
  | 'FindingsOpened'
  | 'DenialsOutOfScope'
  | 'DenialsIgnored'
  | 'OwnRoleDenied'
  | 'EventsMissed'
  | 'LagSeconds'
  | 'ChangesApplied'
  | 'ChangesFailed'
  | 'ChangesRolledBack'
  | 'ChangesWaiting'
  | 'ChangesEffective'
  | 'ChangesIneffective'
  | 'ChangesInconclusive'
  | 'MessageFailures'
  | 'AccountsUnreachable'
  | 'WorkSweptAgain'
  | 'ItemsUnreadable'
  | 'OffersExpired'
  | 'VersionsPruned'
  | 'RequestsRefused'
  | 'ClockSkewSeconds';

/** Ids, ARNs of our own findings, states, counts and durations; never a text that a caller chose, never a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What a function says of itself. Of an error it keeps its name, code and place and drops its message,
 * which may hold what a caller or a service wrote.
 */
export type Log = {
  info(message: string, fields?: LogFields): void;
  error(message: string, error: unknown, fields?: LogFields): void;
  count(metrics: Readonly<Partial<Record<MetricName, number>>>): void;
};
