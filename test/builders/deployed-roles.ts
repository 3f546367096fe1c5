import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/compose/config/config-schema.ts';
import { evaluateRequest } from '../../src/domain/policy/evaluate.ts';
import type { Evaluation } from '../../src/domain/policy/evaluation.ts';
import type { PolicyDocument } from '../../src/domain/policy/policy-document.ts';
import { toSpokeParameters } from '../../scripts/deploy/spoke-parameters.ts';
import {
  holds,
  parseTemplate,
  type Resource,
  resolveValue,
  type Scope,
  type Template,
} from './resolve-template.ts';

export const HUB = '111122223333';
export const MEMBER = '444455556666';
export const ORGANIZATION = 'o-abcdefghij';
export const EXTERNAL_ID = 'a-secretless-id-of-this-deployment';
const REGION = 'us-east-1';
const STACK = 'rolemender-prod';
const SPOKE_FILE = fileURLToPath(new URL('../../deploy/spoke.yml', import.meta.url));

/** A role as the stack makes it: its ARN, what it may do, its boundary and who may take it on. */
export type DeployedRole = {
  readonly arn: string;
  readonly policies: readonly PolicyDocument[];
  readonly boundary: readonly PolicyDocument[] | null;
  readonly trust: PolicyDocument;
};

export type Deployment = {
  readonly roles: ReadonlyMap<string, DeployedRole>;
  /** A resource of the stack with everything resolved; undefined where its condition does not hold. */
  readonly resource: (name: string) => Resource | undefined;
};

/** The hub's stack, as it would stand in the account `HUB`. */
export function deployHub(template: Template): Deployment {
  return deploy({
    template,
    values: {
      ...pseudo(HUB),
      'AWS::StackName': STACK,
      SlackSecretArn: `arn:aws:secretsmanager:${REGION}:${HUB}:secret:rolemender-slack-AbCdEf`,
      OrganizationId: ORGANIZATION,
      SpokeExternalId: EXTERNAL_ID,
    },
    attributeOf: (resource, attribute) => attributeOf(template, HUB, resource, attribute),
  });
}

/** The stack of `deploy/spoke.yml` in the account `MEMBER`, with the parameters of a configuration. */
export function deploySpoke(config: Config, region = REGION): Deployment {
  const template = parseTemplate(readFileSync(SPOKE_FILE, 'utf8'));
  const decided = (toSpokeParameters(config)[MEMBER] ?? []) as readonly {
    readonly ParameterKey: string;
    readonly ParameterValue: string;
  }[];
  const lists = decided.map(({ ParameterKey, ParameterValue }) => [
    ParameterKey,
    ParameterValue.split(','),
  ]);
  return deploy({
    template,
    values: {
      ...pseudo(MEMBER),
      'AWS::Region': region,
      'AWS::StackName': 'StackSet-rolemender',
      HubAccountId: HUB,
      HubBusArn: `arn:aws:events:${REGION}:${HUB}:event-bus/${STACK}`,
      OrganizationId: ORGANIZATION,
      ExternalId: EXTERNAL_ID,
      ...(Object.fromEntries(lists) as Record<string, string[]>),
    },
    attributeOf: (resource, attribute) => attributeOf(template, MEMBER, resource, attribute),
  });
}

function pseudo(account: string): Readonly<Record<string, string>> {
  return { 'AWS::AccountId': account, 'AWS::Region': REGION, 'AWS::Partition': 'aws' };
}

function deploy(scope: Scope): Deployment {
  const { Resources } = scope.template;
  const resource = (name: string): Resource | undefined => {
    const found = Resources[name];
    if (found === undefined) throw new Error(`the template has no ${name}`);
    if (found.Condition !== undefined && !holds(found.Condition, scope)) return undefined;
    return {
      ...found,
      Properties: resolveValue(found.Properties, scope) as Resource['Properties'],
    };
  };
  const present = Object.keys(Resources).flatMap((name) => {
    const found = resource(name);
    return found === undefined ? [] : [{ name, ...found }];
  });
  const ofType = (type: string) => present.filter(({ Type }) => Type === type);
  const boundaries = new Map(
    ofType('AWS::IAM::ManagedPolicy').map(({ name, Properties }) => [
      attribute(scope, name, 'Ref'),
      Properties['PolicyDocument'] as PolicyDocument,
    ]),
  );
  const roles = ofType('AWS::IAM::Role').map(({ name, Properties }) => {
    const added = ofType('AWS::IAM::RolePolicy')
      .filter((each) => each.Properties['RoleName'] === attribute(scope, name, 'Ref'))
      .map((each) => each.Properties['PolicyDocument'] as PolicyDocument);
    const own = (Properties['Policies'] ?? []) as readonly { PolicyDocument: PolicyDocument }[];
    const boundary = boundaries.get(String(Properties['PermissionsBoundary']));
    const role: DeployedRole = {
      arn: attribute(scope, name, 'Arn'),
      policies: [...own.map(({ PolicyDocument }) => PolicyDocument), ...added],
      boundary: boundary === undefined ? null : [boundary],
      trust: Properties['AssumeRolePolicyDocument'] as PolicyDocument,
    };
    return [name, role] as const;
  });
  return { roles: new Map(roles), resource };
}

function attribute(scope: Scope, resource: string, name: string): string {
  return scope.attributeOf(resource, name);
}

const ARN_SHAPES: Readonly<Record<string, (account: string, name: string) => string>> = {
  'AWS::DynamoDB::Table': (account, name) =>
    `arn:aws:dynamodb:${REGION}:${account}:table/${STACK}-${name}`,
  'AWS::SQS::Queue': (account, name) => `arn:aws:sqs:${REGION}:${account}:${STACK}-${name}`,
  'AWS::SNS::Topic': (account, name) => `arn:aws:sns:${REGION}:${account}:${STACK}-${name}`,
  'AWS::Events::EventBus': (account) => `arn:aws:events:${REGION}:${account}:event-bus/${STACK}`,
  'AWS::Events::Rule': (account, name) => `arn:aws:events:${REGION}:${account}:rule/${name}`,
};

function attributeOf(template: Template, account: string, resource: string, name: string): string {
  const { Type, Properties } = template.Resources[resource]!;
  if (Type === 'AWS::IAM::Role' || Type === 'AWS::IAM::ManagedPolicy') {
    const isRole = Type === 'AWS::IAM::Role';
    const named = (Properties['RoleName'] ?? Properties['ManagedPolicyName']) as
      | string
      | { readonly 'Fn::Sub': string };
    const text = (typeof named === 'string' ? named : named['Fn::Sub'])
      .replaceAll('${AWS::StackName}', STACK)
      .replaceAll('${AWS::Region}', REGION);
    if (isRole && name === 'Ref') return text;
    return `arn:aws:iam::${account}:${isRole ? 'role' : 'policy'}${String(Properties['Path'])}${text}`;
  }
  const arn = ARN_SHAPES[Type]?.(account, resource);
  if (arn === undefined) return `${resource}.${name}`;
  return name === 'StreamArn' ? `${arn}/stream/2026-11-21T00:00:00.000` : arn;
}

/**
 * What a role's policies and boundary say to a call, where the other side (a role's trust, a bus's policy) leaves
 * it to the role's account: what is denied here is denied by the role alone.
 */
export function judge(
  role: DeployedRole,
  call: {
    readonly action: string;
    readonly resource: string;
    readonly context?: Readonly<Record<string, readonly string[]>>;
  },
): Evaluation {
  return evaluateRequest(
    { principal: role.arn, context: {}, ...call },
    {
      identityPolicies: role.policies,
      permissionsBoundary: role.boundary,
      resourcePolicy: openTo(role.arn.split(':')[4]!),
    },
  );
}

function openTo(account: string): PolicyDocument {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*' }],
  };
}
