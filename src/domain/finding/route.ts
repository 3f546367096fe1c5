import type { Severity } from './severity.ts';

/** Where messages about some findings go: the first route that fits counts. What is absent fits everything. */
export type Route = {
  readonly account?: string;
  readonly team?: string;
  readonly severity?: Severity;
  readonly channel: string;
};

/** What is routed. `team` is the configuration's, by the account. */
export type Routed = {
  readonly account: string | null;
  readonly team: string | null;
  readonly severity: Severity;
};

/** The channel of a finding, or undefined where no route fits: configurations end in a route that always does. */
export function channelOf(
  { account, team, severity }: Routed,
  routes: readonly Route[],
): string | undefined {
  return routes.find(
    (route) =>
      (route.account === undefined || route.account === account) &&
      (route.team === undefined || route.team === team) &&
      (route.severity === undefined || route.severity === severity),
  )?.channel;
}
