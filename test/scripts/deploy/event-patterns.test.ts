import { describe, expect, it } from '@jest/globals';
import { toDenialPattern, toTaskStoppedPattern } from '../../../scripts/deploy/event-patterns.ts';
import { isDenialCode } from '../../../src/domain/denial/denial-code.ts';
import { DEFAULTS } from '../../builders/deploy-config.ts';
import { matchesPattern } from '../../builders/event-pattern.ts';
import { aConfig } from '../../builders/packaged-service.ts';

const HUB = '111122223333';

/** What EventBridge delivers of a denied call. */
function anEvent(changes: {
  readonly errorCode?: string | undefined;
  readonly source?: string;
  readonly detailType?: string;
  readonly account?: string;
  readonly userIdentity?: object;
}): object {
  const { errorCode = 'AccessDenied', source = 'aws.s3', account = HUB } = changes;
  return {
    account,
    source,
    'detail-type': changes.detailType ?? 'AWS API Call via CloudTrail',
    detail: { errorCode, userIdentity: changes.userIdentity ?? aRole('app/web') },
  };
}

function aRole(name: string, account = HUB): object {
  const userName = name.split('/').at(-1);
  const arn = `arn:aws:iam::${account}:role/${name}`;
  return { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn, userName } } };
}

const scoped = (scope: string) =>
  toDenialPattern(
    aConfig(`{ version: 1, accounts: [{ id: "${HUB}", name: hub }], scope: ${scope} }`),
  );

describe('scripts/deploy/event-patterns', () => {
  const pattern = toDenialPattern(DEFAULTS);

  // Source of the codes: facts of denials, and what services were seen to answer with.
  it.each([
    'AccessDenied',
    'AccessDeniedException',
    'Client.UnauthorizedOperation',
    'UnauthorizedOperation',
    'UnauthorizedAccess',
    'AuthorizationError',
    'AuthorizationErrorException',
    'VpceAccessDenied',
    'Forbidden',
    'ForbiddenException',
    'KMS.AccessDeniedException',
    'Server.AccessDenied',
  ])('delivers %s, which the code takes for a denial', (errorCode) => {
    expect(isDenialCode(errorCode)).toBe(true);
    expect(matchesPattern(pattern, anEvent({ errorCode }))).toBe(true);
  });

  it.each(['ThrottlingException', 'NoSuchBucket', 'ValidationException', ''])(
    'does not deliver %j',
    (errorCode) => {
      expect(matchesPattern(pattern, anEvent({ errorCode }))).toBe(false);
    },
  );

  it.each([
    ['forged by PutEvents', anEvent({ source: 'custom.aws.s3' })],
    ['of another kind', anEvent({ detailType: 'Object Created' })],
    ['of an account that is not managed', anEvent({ account: '999999999999' })],
    [
      'of our own function (row 52)',
      anEvent({ userIdentity: aRole('rolemender/rolemender-prod-finding-changed') }),
    ],
    [
      'of our own role in a spoke (row 52)',
      anEvent({ userIdentity: aRole('rolemender/rolemender-applier') }),
    ],
  ])('does not deliver an event %s', (_, event) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });

  it.each([
    ['a role', aRole('app/web')],
    ['a user, who has no session issuer', { type: 'IAMUser', userName: 'alice' }],
    ['root', { type: 'Root' }],
    ['an account without more', { type: 'AWSAccount', accountId: '444455556666' }],
  ])('delivers the denial of %s', (_, userIdentity) => {
    expect(matchesPattern(pattern, anEvent({ userIdentity }))).toBe(true);
  });

  it('delivers network activity, whose detail type is its own', () => {
    const event = anEvent({
      detailType: 'AWS Network Activity via CloudTrail',
      errorCode: 'VpceAccessDenied',
    });

    expect(matchesPattern(pattern, event)).toBe(true);
  });

  it('delivers only what the scope names, ? being as wide as *', () => {
    const narrow = scoped(
      '{ roles: ["arn:aws:iam::*:role/app/*", "arn:aws:iam::111122223333:role/job-?"] }',
    );
    const delivers = (userIdentity: object) => matchesPattern(narrow, anEvent({ userIdentity }));

    expect(delivers(aRole('app/web'))).toBe(true);
    expect(delivers(aRole('job-1'))).toBe(true);
    expect(delivers(aRole('admin'))).toBe(false);
    expect(delivers({ type: 'IAMUser', userName: 'alice' })).toBe(false);
    expect(delivers(aRole('rolemender/rolemender-applier'))).toBe(false);
    expect(JSON.stringify(narrow)).not.toContain('?');
    expect(JSON.stringify(scoped('{ roles: ["arn:aws:iam::*:role/a??*b"] }'))).not.toContain('**');
  });

  it('delivers roles alone where only those of ECS are in scope', () => {
    const ecs = scoped('{ ecsOnly: true }');

    expect(matchesPattern(ecs, anEvent({}))).toBe(true);
    expect(matchesPattern(ecs, anEvent({ userIdentity: { type: 'IAMUser' } }))).toBe(false);
  });

  it('stays within the 2,048 characters of a rule with 40 accounts, and does without them beyond 50', () => {
    const withAccounts = (count: number) => {
      const accounts = Array.from({ length: count }, (_, index) => {
        const id = String(100_000_000_000 + index);
        const roles = `{ reader: "arn:aws:iam::${id}:role/r" }`;
        return `{ id: "${id}", name: a${index}, spokeRoles: ${roles} }`;
      });
      return toDenialPattern(aConfig(`{ version: 1, accounts: [${accounts.join(', ')}] }`));
    };

    expect(JSON.stringify(withAccounts(50)).length).toBeLessThan(2048);
    expect(withAccounts(51)).not.toHaveProperty('account');
  });

  it('delivers tasks that did not start, and no others', () => {
    const stopped = (stopCode: string) => ({
      account: HUB,
      source: 'aws.ecs',
      'detail-type': 'ECS Task State Change',
      detail: { lastStatus: 'STOPPED', stopCode },
    });

    expect(matchesPattern(toTaskStoppedPattern(DEFAULTS), stopped('TaskFailedToStart'))).toBe(true);
    expect(matchesPattern(toTaskStoppedPattern(DEFAULTS), stopped('UserInitiated'))).toBe(false);
  });
});
