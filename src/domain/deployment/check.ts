/**
 * What `doctor` proves, in the order in which it is printed: what holds when the line is green, and what to do
 * when it is not.
 */
export const CHECKS = {
  config: {
    title: 'the configuration is valid',
    fix: 'correct rolemender.yml; docs/reference/configuration.md describes every setting',
  },
  credentials: {
    title: 'the credentials are usable',
    fix: 'sign in to the account that the product runs in: aws sts get-caller-identity must answer',
  },
  region: {
    title: 'events of global services arrive in this region',
    fix: 'IAM, STS and Organizations send their events to us-east-1 only: forward them from there, or deploy there',
  },
  stack: {
    title: 'every resource of the stack is in place',
    fix: 'deploy again: npm run deploy',
  },
  functions: {
    title: 'every function is deployed',
    fix: 'deploy again: npm run deploy',
  },
  rule: {
    title: 'the rule exists',
    fix: 'deploy again: npm run deploy; somebody deleted the rule',
  },
  'rule-state': {
    title: 'the rule receives read-only calls too',
    fix: 'set its state to ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS (aws events put-rule --state …): plain ENABLED drops Get, List and Describe',
  },
  'rule-pattern': {
    title: 'the rule’s pattern lets denials pass',
    fix: 'deploy again: npm run deploy; somebody changed the pattern',
  },
  'rule-target': {
    title: 'the rule sends to the denial queue and keeps what it cannot send',
    fix: 'deploy again: npm run deploy; the target or its dead-letter queue was changed',
  },
  trail: {
    title: 'a trail logs management events in this region',
    fix: 'create or start a trail: without one EventBridge gets no events (aws cloudtrail create-trail, start-logging)',
  },
  'trail-reads': {
    title: 'the trail logs read-only calls',
    fix: 'set ReadWriteType to All (aws cloudtrail put-event-selectors): most denials are of Get, List and Describe',
  },
  'data-events': {
    title: 'data events',
    fix: 'denials of S3 objects, DynamoDB items, SQS messages and the like reach no rule unless a trail logs data events; log lines close the gap (docs/how-to/deploy.md)',
  },
  queue: {
    title: 'the queue exists',
    fix: 'deploy again: npm run deploy; somebody deleted the queue',
  },
  'queue-policy': {
    title: 'the queue lets the rules send',
    fix: 'deploy again: npm run deploy; the queue’s policy must allow events.amazonaws.com to send for the rules',
  },
  'dead-letters': {
    title: 'nothing lies in the dead-letter queues',
    fix: 'look at the messages, mend what made them fail, and redrive them (aws sqs start-message-move-task)',
  },
  table: {
    title: 'the table is active and has the keys pk and sk',
    fix: 'deploy again: npm run deploy; a table that was deleted is restored with aws dynamodb restore-table-to-point-in-time',
  },
  'table-stream': {
    title: 'the table’s stream wakes the functions',
    fix: 'turn the stream on with NEW_IMAGE: without it nothing is announced or applied; npm run deploy',
  },
  'table-recovery': {
    title: 'the table can be restored',
    fix: 'turn on point-in-time recovery (aws dynamodb update-continuous-backups)',
  },
  'slack-secret': {
    title: 'the Slack secret is readable and has both fields',
    fix: 'store {"botToken": "xoxb-…", "signingSecret": "…"} in the secret, and let these credentials read it',
  },
  'slack-token': {
    title: 'Slack accepts the token, in the workspace of the configuration',
    fix: 'install the app in the workspace again and store its bot token in the secret (docs/how-to/slack.md)',
  },
  'slack-scopes': {
    title: 'the app has its scopes',
    fix: 'add the scopes to the app and install it again (docs/how-to/slack.md)',
  },
  'slack-channel': {
    title: 'the app is in the channel',
    fix: 'invite the app to the channel: /invite @rolemender',
  },
  approvers: {
    title: 'the approvers can be read, and are more than one person',
    fix: 'add people to the user group: with one approver nobody could approve what that person asked for',
  },
  'spoke-role': {
    title: 'the role of the member account can be taken on',
    fix: 'deploy deploy/spoke.yml there with this hub’s account, organisation and external id',
  },
  'own-roles': {
    title: 'the product’s roles are denied what would raise their own permissions',
    fix: 'deploy again: npm run deploy; a policy was added to the role',
  },
  mode: {
    title: 'what this install may write',
    fix: 'set apply: direct for an account, and name policies under apply.policies, to let approved changes be applied',
  },
  data: {
    title: 'the data directory can be read',
    fix: 'name the directory with --data, or start anew with rolemender findings --snapshot account.json',
  },
  snapshot: {
    title: 'the account snapshot is fresh',
    fix: 'export it again: aws iam get-account-authorization-details > account.json',
  },
  history: {
    title: 'the history of decisions is sound',
    fix: 'keep the directory as it is and find out who changed it: rolemender audit verify',
  },
  outbox: {
    title: 'no work was left behind',
    fix: 'run rolemender findings, which carries it out',
  },
} as const;
export type CheckName = keyof typeof CHECKS;

/** `failed`: it does not hold. `unproven`: it could not be looked at. `note`: worth knowing, and no fault. */
export const CHECK_STATES = ['ok', 'failed', 'unproven', 'note'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** One line of the report. `subject` is what was looked at (a rule, an account, a channel), null where there is one only. */
export type CheckLine = {
  readonly check: CheckName;
  readonly subject: string | null;
  readonly state: CheckState;
  readonly detail: string;
  readonly fix: string | null;
};

/** A line; the fix is given for what did not hold or could not be seen. */
export function lineOf(
  check: CheckName,
  state: CheckState,
  detail: string,
  subject: string | null = null,
): CheckLine {
  const fix = state === 'failed' || state === 'note' ? CHECKS[check].fix : null;
  return { check, subject, state, detail, fix };
}
