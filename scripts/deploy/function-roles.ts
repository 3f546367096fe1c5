import type { Config } from '../../src/compose/config/config-schema.ts';
import { toBoundaryDocument } from './boundary.ts';
import { FUNCTION_NAMES, type FunctionName, permissionsOf } from './function-permissions.ts';
import { ref, sub, type TemplateValue, toStatement } from './permission.ts';

/** The logical id of a function's role: `DenialReceivedRole`. */
export function toRoleId(name: FunctionName): string {
  return `${toPascalCase(name)}Role`;
}

function toPascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** One role a function, and the boundary that all of them have, as resources of the template. */
export function toRoleResources(config: Config): Readonly<Record<string, TemplateValue>> {
  const roles = FUNCTION_NAMES.map((name) => [toRoleId(name), toRole(name, config)] as const);
  return { FunctionBoundary: toBoundary(), ...Object.fromEntries(roles) };
}

function toBoundary(): TemplateValue {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      // Not below /rolemender/, where the product writes policies of its own.
      Path: '/rolemender-boundary/',
      ManagedPolicyName: sub('${AWS::StackName}-boundary'),
      Description: 'The most that any function of rolemender can do',
      PolicyDocument: toBoundaryDocument(),
    },
  };
}

function toRole(name: FunctionName, config: Config): TemplateValue {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      // A fixed name: the spokes trust it.
      Path: '/rolemender/',
      RoleName: sub(`\${AWS::StackName}-${name}`),
      PermissionsBoundary: ref('FunctionBoundary'),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'lambda.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      Policies: [
        {
          PolicyName: name,
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: permissionsOf(name, config).map(toStatement),
          },
        },
      ],
    },
  };
}
