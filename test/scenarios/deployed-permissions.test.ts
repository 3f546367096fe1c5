import { beforeAll, describe, expect, it } from '@jest/globals';
import { evaluateRequest } from '../../src/domain/policy/evaluate.ts';
import type { PolicyDocument } from '../../src/domain/policy/policy-document.ts';
import { DEFAULTS, EVERYTHING_ON } from '../builders/deploy-config.ts';
import {
  deployHub,
  type Deployment,
  deploySpoke,
  EXTERNAL_ID,
  HUB,
  judge,
  MEMBER,
  ORGANIZATION,
} from '../builders/deployed-roles.ts';
import { packageService } from '../builders/packaged-service.ts';
import { type PermissionRow, readPermissionRows } from '../builders/permission-rows.ts';

const attacks = readPermissionRows('attacks.tsv');
const needs = readPermissionRows('needs.tsv');
const ALLOW_ALL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

describe('scenarios/deployed-permissions', () => {
  let full: Readonly<Record<'hub' | 'spoke', Deployment>>;
  let byDefault: Readonly<Record<'hub' | 'spoke', Deployment>>;

  beforeAll(async () => {
    const [wide, narrow] = [await packageService(EVERYTHING_ON), await packageService(DEFAULTS)];
    full = { hub: deployHub(wide.template), spoke: deploySpoke(EVERYTHING_ON) };
    byDefault = { hub: deployHub(narrow.template), spoke: deploySpoke(DEFAULTS) };
  }, 120_000);

  const decide = ({ where, role, action, resource, context }: PermissionRow): string => {
    const found = full[where].roles.get(role);
    if (found === undefined) throw new Error(`${where} has no ${role}`);
    return judge(found, { action, resource, context }).decision;
  };

  it('has at least 60 attacks, and needs of every role', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(60);
    for (const where of ['hub', 'spoke'] as const) {
      const named = new Set(needs.filter((row) => row.where === where).map(({ role }) => role));
      expect([...named].toSorted()).toEqual([...full[where].roles.keys()].toSorted());
    }
  });

  it('would let an administrator do every attack: none is denied for its own sake', () => {
    const administrators = { policies: [ALLOW_ALL], boundary: null };
    const denied = attacks.filter(({ where, role, action, resource, context }) => {
      const administrator = { ...full[where].roles.get(role)!, ...administrators };
      return judge(administrator, { action, resource, context }).decision !== 'allowed';
    });

    expect(denied).toEqual([]);
  });

  it.each(attacks)('denies $role $action on $resource: $purpose', (row) => {
    expect(decide(row)).toMatch(/^(?:implicit|explicit)-deny$/);
  });

  it.each(needs)('allows $role $action on $resource: $purpose', (row) => {
    expect(decide(row)).toBe('allowed');
  });

  it('writes no IAM by default: whatever the applier needs in IAM is denied', () => {
    const writes = needs.filter(
      ({ role, action }) =>
        (role === 'ProposalApprovedRole' || role === 'RetentionDueRole') &&
        /^iam:(?!Get|List)/.test(action),
    );
    const decisions = writes.map(
      ({ role, action, resource, context }) =>
        judge(byDefault.hub.roles.get(role)!, { action, resource, context }).decision,
    );

    expect(writes.length).toBeGreaterThan(10);
    expect(new Set(decisions)).toEqual(new Set(['implicit-deny']));
    expect([...byDefault.spoke.roles.keys()]).toEqual(['ForwarderRole', 'ReaderRole']);
  });

  it('gives every role of the hub the boundary, and every role of a spoke but the forwarder', () => {
    const bare = (['hub', 'spoke'] as const).flatMap((where) =>
      [...full[where].roles].filter(([, { boundary }]) => boundary === null).map(([name]) => name),
    );

    expect(bare).toEqual(['ForwarderRole']);
  });

  it('makes the roles of a spoke in its home region only', () => {
    const elsewhere = deploySpoke(EVERYTHING_ON, 'eu-west-1');

    expect([...elsewhere.roles.keys()]).toEqual(['ForwarderRole']);
    expect(elsewhere.resource('DenialRule')).toBeDefined();
  });

  const hubRole = (name: string) => `arn:aws:iam::${HUB}:role/rolemender/rolemender-prod-${name}`;
  const proof = { 'sts:ExternalId': [EXTERNAL_ID], 'aws:PrincipalOrgID': [ORGANIZATION] };

  it.each([
    ['ApplierRole', hubRole('proposal-approved'), proof, 'allowed'],
    ['ReaderRole', hubRole('finding-changed'), proof, 'allowed'],
    ['ReaderRole', hubRole('reconcile-due'), proof, 'allowed'],
    ['PrunerRole', hubRole('retention-due'), proof, 'allowed'],
    ['ApplierRole', hubRole('finding-changed'), proof, 'denied'],
    ['ApplierRole', hubRole('denial-received'), proof, 'denied'],
    ['PrunerRole', hubRole('proposal-approved'), proof, 'denied'],
    ['ReaderRole', hubRole('denial-received'), proof, 'denied'],
    ['ReaderRole', hubRole('slack-interacted'), proof, 'denied'],
    ['ApplierRole', `arn:aws:iam::${HUB}:role/admin/breakglass`, proof, 'denied'],
    ['ApplierRole', `arn:aws:iam::${HUB}:root`, proof, 'denied'],
    [
      'ApplierRole',
      `arn:aws:iam::999999999999:role/rolemender/rolemender-prod-proposal-approved`,
      proof,
      'denied',
    ],
    [
      'ApplierRole',
      hubRole('proposal-approved'),
      { ...proof, 'sts:ExternalId': ['another'] },
      'denied',
    ],
    ['ApplierRole', hubRole('proposal-approved'), { ...proof, 'sts:ExternalId': [] }, 'denied'],
    [
      'ApplierRole',
      hubRole('proposal-approved'),
      { ...proof, 'aws:PrincipalOrgID': ['o-other'] },
      'denied',
    ],
    ['ReaderRole', hubRole('finding-changed'), { ...proof, 'aws:PrincipalOrgID': [] }, 'denied'],
  ])('lets into %s: %s with %j is %s', (role, principal, context, expected) => {
    const { arn, trust } = full.spoke.roles.get(role)!;
    const { decision } = evaluateRequest(
      { principal, action: 'sts:AssumeRole', resource: arn, context, contextIsComplete: true },
      { identityPolicies: [ALLOW_ALL], resourcePolicy: trust },
    );

    expect(decision === 'allowed' ? 'allowed' : 'denied').toBe(expected);
  });

  it.each([
    [
      `arn:aws:iam::${MEMBER}:role/rolemender/rolemender-forwarder-us-east-1`,
      ORGANIZATION,
      'allowed',
    ],
    [`arn:aws:iam::${MEMBER}:role/app/web`, ORGANIZATION, 'denied'],
    [`arn:aws:iam::${MEMBER}:role/rolemender/rolemender-reader`, ORGANIZATION, 'denied'],
    [
      `arn:aws:iam::999999999999:role/rolemender/rolemender-forwarder-us-east-1`,
      'o-other',
      'denied',
    ],
  ])('lets %s of %s put events on the hub bus: %s', (principal, organization, expected) => {
    const statement = full.hub.resource('HubBusPolicy')!.Properties['Statement'];
    const { decision } = evaluateRequest(
      {
        principal,
        action: 'events:PutEvents',
        resource: `arn:aws:events:us-east-1:${HUB}:event-bus/rolemender-prod`,
        context: { 'aws:PrincipalOrgID': [organization], 'aws:PrincipalArn': [principal] },
        contextIsComplete: true,
      },
      {
        identityPolicies: [ALLOW_ALL],
        resourcePolicy: { Version: '2012-10-17', Statement: [statement as never] },
      },
    );

    expect(decision === 'allowed' ? 'allowed' : 'denied').toBe(expected);
  });

  it.each([
    ['DenialRule', 'allowed'],
    ['TaskStoppedRule', 'allowed'],
    ['HubDenialRule', 'allowed'],
    ['SomebodysRule', 'denied'],
  ])('lets events of %s into the queue: %s', (rule, expected) => {
    const policy = full.hub.resource('EventQueuePolicy')!.Properties['PolicyDocument'];
    const { decision } = evaluateRequest(
      {
        principal: 'events.amazonaws.com',
        action: 'sqs:SendMessage',
        resource: `arn:aws:sqs:us-east-1:${HUB}:rolemender-prod-DenialQueue`,
        context: { 'aws:SourceArn': [`arn:aws:events:us-east-1:${HUB}:rule/${rule}`] },
        contextIsComplete: true,
      },
      { identityPolicies: [], resourcePolicy: policy as PolicyDocument },
    );

    expect(decision === 'allowed' ? 'allowed' : 'denied').toBe(expected);
  });
});
