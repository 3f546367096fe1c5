import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { RuleFacts } from '../../../domain/deployment/facts.ts';

/** A rule with its targets; CloudFormation names a rule of another bus `bus|name`. */
export async function readRule(client: EventBridgeClient, id: string): Promise<RuleFacts> {
  const [bus, name] = id.includes('|') ? id.split('|', 2) : [undefined, id];
  const of = bus === undefined ? {} : { EventBusName: bus };
  const rule = await client.send(new DescribeRuleCommand({ Name: name, ...of }));
  const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: name, ...of }));
  return {
    arn: rule.Arn ?? '',
    state: rule.State ?? 'unknown',
    pattern: rule.EventPattern ?? '',
    targets: Targets.map(({ Arn = '', DeadLetterConfig }) => ({
      arn: Arn,
      deadLetterArn: DeadLetterConfig?.Arn ?? null,
    })),
  };
}
