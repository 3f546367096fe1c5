import type { Config } from '../../src/compose/config/config-schema.ts';
import {
  historyPermissions,
  prunePermissions,
  readPermissions,
  writePermissions,
} from './iam-permissions.ts';
import type { Permission } from './permission.ts';
import {
  ALERT,
  AUDIT,
  consume,
  EVENTS,
  logs,
  SCAN,
  send,
  SLACK_SECRET,
  STATE,
  STREAM,
} from './store-permissions.ts';

const QUARANTINE = send('Quarantine', 'Puts aside what it cannot read.', 'QuarantineQueue');
const STREAM_DLQ = send('DeadLetters', 'Puts aside changes that failed too often.', 'StreamDlq');
const VERIFY = send('VerifyLater', 'Orders the next look at an applied change.', 'VerifyQueue');

/** Every function of `serverless.yml` by the name of its handler's file, with all that it may do. */
const PERMISSIONS = {
  'denial-received': () => [consume('DenialQueue'), STATE, QUARANTINE],
  'log-lines-received': () => [STATE, QUARANTINE],
  'finding-changed': (config) => [
    STREAM,
    STREAM_DLQ,
    STATE,
    AUDIT,
    SLACK_SECRET,
    ALERT,
    EVENTS,
    VERIFY,
    ...readPermissions(config),
  ],
  'proposal-approved': (config) => [
    STREAM,
    STREAM_DLQ,
    STATE,
    AUDIT,
    ...readPermissions(config),
    ...writePermissions(config),
  ],
  'slack-interacted': () => [
    SLACK_SECRET,
    {
      sid: 'RememberRequests',
      why: 'Remembers requests, so that a copy is refused. It can reach no finding and no proposal.',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: STATE.resources,
      condition: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['seen-*'] },
        // Of no key at all the line above is true.
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    },
    send('Enqueue', 'Hands a click on, for the function that decides.', 'DecisionQueue'),
  ],
  'decision-made': (config) => [
    consume('DecisionQueue'),
    STATE,
    AUDIT,
    SLACK_SECRET,
    ...readPermissions(config),
  ],
  'change-applied': (config) => [consume('VerifyQueue'), VERIFY, STATE, ...readPermissions(config)],
  'retention-due': (config) => [
    STATE,
    SCAN,
    AUDIT,
    EVENTS,
    ALERT,
    SLACK_SECRET,
    ...readPermissions(config),
    ...prunePermissions(config),
  ],
  'expiry-due': () => [STATE, SCAN, VERIFY, SLACK_SECRET, ALERT],
  'reconcile-due': (config) => [
    STATE,
    QUARANTINE,
    ...historyPermissions(config),
    ...readPermissions(config),
  ],
  'digest-due': () => [STATE, SCAN, SLACK_SECRET, ALERT],
} satisfies Record<string, (config: Config) => readonly Permission[]>;

export type FunctionName = keyof typeof PERMISSIONS;
export const FUNCTION_NAMES = Object.keys(PERMISSIONS) as readonly FunctionName[];

/** All that one function may do under a configuration. */
export function permissionsOf(name: FunctionName, config: Config): readonly Permission[] {
  return [logs(name), ...PERMISSIONS[name](config)];
}
