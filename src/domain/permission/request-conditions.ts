import type { RequestCondition, RequiredPermission } from './required-permission.ts';

type Row = RequestCondition & { readonly action: string; readonly form: RegExp };

/**
 * Condition keys that narrow an action whose only resource is `*`; `value` names the parameter of the call.
 * Source: Service Authorization Reference, Amazon CloudWatch (cloudwatch:namespace); CloudWatch API Reference,
 * PutMetricData, for the form. Keys of actions that name their resource (s3:prefix) would be narrower than what was meant.
 */
const ROWS: readonly Row[] = [
  {
    action: 'cloudwatch:putmetricdata',
    key: 'cloudwatch:namespace',
    value: 'namespace',
    form: /^[\w./# -][\w./#: -]{0,254}$/,
  },
];

/** The permissions with the condition that their request tells; a value of another form tells none. */
export function withRequestConditions(
  required: readonly RequiredPermission[],
  parameters: Readonly<Record<string, unknown>> | null,
): readonly RequiredPermission[] {
  if (parameters === null) return required;
  return required.map((permission) => {
    const row = ROWS.find(({ action }) => action === permission.action.toLowerCase());
    const has = row !== undefined && Object.hasOwn(parameters, row.value);
    const value = has ? parameters[row.value] : undefined;
    if (row === undefined || typeof value !== 'string' || !row.form.test(value)) return permission;
    return { ...permission, condition: { key: row.key, value } };
  });
}
