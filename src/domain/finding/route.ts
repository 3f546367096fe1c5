import type { Severity } from './severity.ts';

/** Where messages about some findings go: the first route that fits counts. Null fits everything. */
export type Route = {
  readonly account: string | null;
  readonly team: string | null;
  readonly severity: Severity | null;
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
      (route.account === null || route.account === account) &&
      (route.team === null || route.team === team) &&
      (route.severity === null || route.severity === severity),
  )?.channel;
}
