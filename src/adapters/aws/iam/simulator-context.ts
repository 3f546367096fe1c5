import type { ContextEntry, ContextKeyTypeEnum } from '@aws-sdk/client-iam';

/** Keys whose values are no text to the simulator. Source: IAM User Guide, "AWS global condition context keys". */
const TYPES: ReadonlyMap<string, ContextKeyTypeEnum> = new Map([
  ['aws:sourceip', 'ip'],
  ['aws:vpcsourceip', 'ip'],
  ['aws:securetransport', 'boolean'],
  ['aws:multifactorauthpresent', 'boolean'],
  ['aws:viaawsservice', 'boolean'],
  ['aws:principalisawsservice', 'boolean'],
  ['aws:multifactorauthage', 'numeric'],
  ['aws:epochtime', 'numeric'],
  ['aws:currenttime', 'date'],
  ['aws:tokenissuetime', 'date'],
]);

/** A request's context as the simulator takes it; a key that is known to be absent is left out. */
export function toContextEntries(
  context: Readonly<Record<string, readonly string[]>>,
): readonly ContextEntry[] {
  return Object.entries(context)
    .filter(([, values]) => values.length > 0)
    .map(([key, values]) => {
      const type = TYPES.get(key.toLowerCase()) ?? (values.length > 1 ? 'stringList' : 'string');
      return { ContextKeyName: key, ContextKeyValues: [...values], ContextKeyType: type };
    });
}
