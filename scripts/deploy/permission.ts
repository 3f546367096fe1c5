/** A value of a CloudFormation template: a text, or an intrinsic function such as `{"Ref": …}`. */
export type TemplateValue = string | { readonly [key: string]: unknown };

/** What a function may do, on what, and why: the source of its role and of docs/reference/permissions.md. */
export type Permission = {
  readonly sid: string;
  readonly why: string;
  readonly actions: readonly string[];
  readonly resources: readonly TemplateValue[];
  readonly condition?: { readonly [operator: string]: { readonly [key: string]: unknown } };
  /** Name of a condition of the template without which the permission is not given. */
  readonly onlyIf?: string;
};

export const sub = (text: string): TemplateValue => ({ 'Fn::Sub': text });
export const arnOf = (resource: string): TemplateValue => ({ 'Fn::GetAtt': [resource, 'Arn'] });
export const ref = (name: string): TemplateValue => ({ Ref: name });

/** A statement of a role's policy in the template. */
export function toStatement(permission: Permission): TemplateValue {
  const { sid, actions, resources, condition, onlyIf } = permission;
  const statement = {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
  if (onlyIf === undefined) return statement;
  return { 'Fn::If': [onlyIf, statement, ref('AWS::NoValue')] };
}
