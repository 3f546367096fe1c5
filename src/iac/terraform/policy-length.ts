import type { PolicyModel, TermList } from '../policy-model.ts';

/**
 * Whether a policy surely exceeds what IAM allows (characters without blanks). What an expression becomes is not
 * known and counts nothing: Terraform's plan or IAM may still refuse what passes here.
 */
export function isTooLarge({ statements }: PolicyModel, limit: number | null): boolean {
  if (limit === null) return false;
  let length = '{"Version":"2012-10-17","Statement":[]}'.length;
  for (const { sid, actions, resources } of statements) {
    length += '{"Effect":"Allow","Action":,"Resource":}'.length;
    length += sid === null ? 0 : sid.length + '"Sid":"",'.length;
    length += lengthOf(actions) + lengthOf(resources);
  }
  return length > limit;
}

function lengthOf({ terms }: TermList): number {
  let length = 0;
  for (const term of terms) length += term.kind === 'literal' ? term.value.length + 2 : 0;
  return length;
}
