import type {
  CallerFacts,
  QueueFacts,
  RuleFacts,
  TableFacts,
  TrailFacts,
} from '../domain/deployment/facts.ts';
import type { Probe } from '../domain/deployment/probe.ts';

/** Looks at what a deployment consists of. Nothing is changed, and what may not or cannot be seen is an answer. */
export type DeploymentReader = {
  caller(): Promise<Probe<CallerFacts>>;
  /** A rule by its name, or `bus|name` as CloudFormation names one of another bus. */
  rule(name: string): Promise<Probe<RuleFacts>>;
  /** Every trail that logs in this region. */
  trails(): Promise<Probe<readonly TrailFacts[]>>;
  queue(url: string): Promise<Probe<QueueFacts>>;
  table(name: string): Promise<Probe<TableFacts>>;
  /** Whether these credentials can take a role on; the session is thrown away. */
  session(roleArn: string, externalId: string | null): Promise<Probe<null>>;
};
