import { type CheckLine, lineOf } from './check.ts';
import { passesPattern } from './event-pattern.ts';
import type { RuleFacts } from './facts.ts';

const ALL_MANAGEMENT_EVENTS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** Denials that must pass: source, event and error code, as AWS writes them. Half of them are read-only calls. */
const SAMPLES = [
  ['aws.s3', 'GetBucketPolicy', 'AccessDenied'],
  ['aws.ec2', 'DescribeInstances', 'Client.UnauthorizedOperation'],
  ['aws.dynamodb', 'UpdateTable', 'AccessDeniedException'],
  ['aws.ecr', 'CreateRepository', 'AccessDeniedException'],
  ['aws.sns', 'ListTopics', 'AuthorizationError'],
  ['aws.kms', 'DescribeKey', 'KMS.AccessDeniedException'],
] as const;

/** What a rule is for: denials that CloudTrail records, or ECS tasks that could not start. */
export type RulePurpose = 'denials' | 'stopped-tasks';

/** What a rule is judged by: whose denials must pass, and where they must go. */
export type RuleSubject = {
  readonly name: string;
  readonly purpose: RulePurpose;
  readonly account: string;
  readonly roleArn: string;
  readonly queueArn: string | null;
};

/** The lines of a rule that exists. */
export function judgeRule(rule: RuleFacts, subject: RuleSubject): readonly CheckLine[] {
  const { name } = subject;
  const wanted = subject.purpose === 'denials' ? ALL_MANAGEMENT_EVENTS : 'ENABLED';
  const isOn = rule.state === wanted || rule.state === ALL_MANAGEMENT_EVENTS;
  const stopped = samplesOf(subject).find(
    ([, event]) => !passesPattern(parse(rule.pattern), event),
  );
  return [
    lineOf('rule', 'ok', rule.arn, name),
    lineOf('rule-state', isOn ? 'ok' : 'failed', rule.state, name),
    lineOf(
      'rule-pattern',
      stopped === undefined ? 'ok' : 'failed',
      stopped === undefined ? 'samples of denials pass' : `it holds back ${stopped[0]}`,
      name,
    ),
    judgeTarget(rule, subject),
  ];
}

function judgeTarget({ targets }: RuleFacts, { name, queueArn }: RuleSubject): CheckLine {
  if (queueArn === null) return lineOf('rule-target', 'unproven', 'the queue is not known', name);
  const target = targets.find(({ arn }) => arn === queueArn);
  if (target === undefined) {
    return lineOf('rule-target', 'failed', 'the denial queue is no target of it', name);
  }
  if (target.deadLetterArn === null) {
    return lineOf('rule-target', 'failed', 'its target has no dead-letter queue', name);
  }
  return lineOf('rule-target', 'ok', 'the denial queue, with a dead-letter queue', name);
}

function samplesOf({
  purpose,
  account,
  roleArn,
}: RuleSubject): readonly (readonly [string, unknown])[] {
  if (purpose === 'stopped-tasks') {
    const detail = { lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart' };
    const event = { source: 'aws.ecs', 'detail-type': 'ECS Task State Change', account, detail };
    return [['a task that could not start', event]];
  }
  const userName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const sessionIssuer = { type: 'Role', arn: roleArn, accountId: account, userName };
  const userIdentity = { type: 'AssumedRole', sessionContext: { sessionIssuer } };
  return SAMPLES.map(([source, eventName, errorCode]) => {
    const eventSource = `${source.slice('aws.'.length)}.amazonaws.com`;
    const detail = { eventSource, eventName, errorCode, userIdentity };
    const event = { source, 'detail-type': 'AWS API Call via CloudTrail', account, detail };
    return [`${errorCode} of ${eventName}`, event];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
