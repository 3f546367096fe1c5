import * as v from 'valibot';
import { closedObject } from './closed-object.ts';
import * as is from './config-values.ts';

const list = <Item extends v.GenericSchema>(item: Item) =>
  v.optional(v.array(item, 'expected a list'), () => []);
/** What may be left out, and is null then. */
const maybe = <Item extends v.GenericSchema>(item: Item) => v.optional(v.nullable(item), null);
/** A group of settings that may be left out as a whole: each of its settings has a default. */
const group = <Entries extends v.ObjectEntries>(entries: Entries) => {
  const schema = closedObject(entries);
  return v.optional(schema, () => v.parse(schema, {}));
};
const about = v.description;

const Account = closedObject({
  id: v.pipe(is.AccountId, about('The account’s id, in quotation marks.')),
  name: v.pipe(is.ShortText, about('What people call the account; shown in messages.')),
  team: v.pipe(maybe(is.ShortText), about('The team that owns it, for routing and the digest.')),
  apply: v.pipe(
    v.optional(is.oneOf('none', 'direct'), 'none'),
    about('`direct` lets an approved change be written to IAM, where `apply.policies` opts in.'),
  ),
  spokeRoles: v.pipe(
    maybe(
      closedObject({
        reader: v.pipe(is.RoleArn, about('Reads IAM.')),
        applier: v.pipe(maybe(is.RoleArn), about('Writes approved changes; for `apply: direct`.')),
        pruner: v.pipe(maybe(is.RoleArn), about('Deletes old policy versions.')),
      }),
    ),
    about('The outputs of `deploy/spoke.yml`. Left out for the account that the product runs in.'),
  ),
});

const Route = closedObject({
  account: v.pipe(maybe(is.AccountId), about('Findings of this account.')),
  team: v.pipe(maybe(is.ShortText), about('Findings of the accounts of this team.')),
  severity: v.pipe(maybe(is.oneOf('low', 'high', 'critical')), about('Findings of this severity.')),
  channel: v.pipe(is.SlackChannel, about('The id of the channel that they go to.')),
});

const Approver = closedObject({
  name: v.pipe(is.ShortText, about('Shown in messages as who may approve.')),
  slackUserGroup: v.pipe(
    maybe(is.SlackUserGroup),
    about('Id of a user group. Its members are read again at each click.'),
  ),
  users: v.pipe(list(is.SlackUser), about('Ids of single people.')),
  accounts: v.pipe(
    maybe(v.array(is.AccountId, 'expected a list')),
    about('The accounts that they approve for; left out: all.'),
  ),
});

const Ignore = closedObject({
  role: v.pipe(maybe(is.PrincipalPattern), about('Denials of these roles.')),
  action: v.pipe(maybe(is.ActionPattern), about('Denials of these actions.')),
  until: v.pipe(maybe(is.Day), about('The last day on which the rule holds; left out: for ever.')),
  reason: v.pipe(is.ShortText, about('Why; shown in the digest.')),
});

/**
 * `rolemender.yml`: its shape, its defaults and, in the descriptions, its reference. Every default is the safe one:
 * alerts only. What one value means for another is in `config-rules.ts`.
 */
export const ConfigSchema = closedObject({
  version: v.pipe(v.literal(1, 'expected 1'), about('The version of this file’s format.')),
  accounts: v.pipe(
    list(Account),
    about('The managed accounts. A denial of any other account is refused.'),
  ),
  scope: group({
    roles: v.pipe(
      v.optional(v.array(is.RolePattern, 'expected a list'), () => ['arn:aws:iam::*:role/*']),
      about('The roles whose denials are received.'),
    ),
    ecsOnly: v.pipe(
      v.optional(is.Flag, false),
      about('Only roles that ECS tasks and the ECS agent act with.'),
    ),
  }),
  apply: group({
    policies: v.pipe(
      list(is.ApplyTarget),
      about(
        'What an approved change may be written to: ARNs of policies, ARNs of roles for their inline policies, or ' +
          'paths of policies in every account with `apply: direct`.',
      ),
    ),
    codeOwned: v.pipe(
      list(is.PolicyPattern),
      about('Policies that are known to be owned by code: never changed directly.'),
    ),
  }),
  routing: v.pipe(
    list(Route),
    about('Where messages go. The first match wins; the last has no condition.'),
  ),
  approvers: v.pipe(list(Approver), about('Who may approve.')),
  slack: v.pipe(
    maybe(
      closedObject({
        teamId: v.pipe(is.SlackTeam, about('The workspace that clicks must come from.')),
        enterpriseId: v.pipe(
          maybe(is.SlackEnterprise),
          about('The enterprise, with Enterprise Grid.'),
        ),
        securityChannel: v.pipe(
          maybe(is.SlackChannel),
          about(
            'Where alerts of enumeration and findings rejected as suspicious go; left out: as routed.',
          ),
        ),
      }),
    ),
    about('The Slack workspace. Left out: messages go to the SNS topic only.'),
  ),
  timing: group({
    offerHours: v.pipe(
      v.optional(is.wholeNumber(1, 168), 8),
      about('An offer expires after this.'),
    ),
    renotifyMinutes: v.pipe(
      v.optional(is.wholeNumber(5, 1440), 15),
      about(
        'An undecided offer is announced again after this, then after twice as long, at most three times.',
      ),
    ),
    verifyMinutes: v.pipe(
      v.optional(is.wholeNumber(0, 120), 15),
      about('How long no new denial must be seen before a change counts as verified.'),
    ),
    pauseSeconds: v.pipe(
      v.optional(is.wholeNumber(0, 30), 3),
      about('Between creating a policy version and making it the default.'),
    ),
  }),
  retention: group({
    keepNewest: v.pipe(
      v.optional(is.wholeNumber(1, 4), 2),
      about('Versions kept beside the default.'),
    ),
    delete: v.pipe(
      v.optional(is.Flag, false),
      about('Delete old versions. Otherwise only a report is written.'),
    ),
    policies: v.pipe(list(is.PolicyPattern), about('The policies whose versions may be deleted.')),
  }),
  reconcile: group({
    everyMinutes: v.pipe(
      v.optional(is.wholeNumber(15, 1440), 60),
      about('How often CloudTrail is asked for what EventBridge missed.'),
    ),
  }),
  digest: group({
    channel: v.pipe(
      maybe(is.SlackChannel),
      about('Where the digest goes; left out: the last route.'),
    ),
    at: v.pipe(
      v.optional(v.nullable(is.TimeOfDay), '08:00'),
      about('When the daily digest is sent, in UTC; `null`: never.'),
    ),
  }),
  ignore: v.pipe(list(Ignore), about('Denials that are counted and not announced.')),
});

export type Config = v.InferOutput<typeof ConfigSchema>;
export type ManagedAccount = Config['accounts'][number];
export type Route = Config['routing'][number];
export type ApproverGroup = Config['approvers'][number];
export type IgnoreRule = Config['ignore'][number];
