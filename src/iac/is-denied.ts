import { isCovered } from '../domain/policy/coverage.ts';
import type { PolicyDocument } from '../domain/policy/policy-document.ts';
import { literalsOf } from './model-terms.ts';
import type { StatementModel, Term } from './policy-model.ts';

/**
 * Whether a statement of a file denies, or may deny, one of the actions on one of the resources always. Where an
 * expression decides it is taken for a Deny: a refusal costs a person a look, a useless Allow a deployment.
 */
export function isDenied(
  statement: StatementModel,
  actions: readonly string[],
  resources: readonly string[],
): boolean {
  if (statement.effect === 'Allow' || !statement.isPlain) return false;
  const denied = toGrant(deniedActions(statement), statement.resources.terms.map(toPattern));
  const asked = toGrant(actions, resources);
  return overlaps(denied, asked) || overlaps(asked, denied);
}

function deniedActions(statement: StatementModel): readonly string[] {
  const { kind, terms } = statement.actions;
  const isTold = kind === 'listed' && terms.every((term) => term.kind === 'literal');
  return isTold ? literalsOf(statement) : ['*'];
}

// What a variable of IAM stands for is not known either.
function toPattern(term: Term): string {
  if (term.kind === 'expression') return term.arn ?? '*';
  return term.value.includes('${') ? '*' : term.value;
}

type Grant = { readonly actions: readonly string[]; readonly resources: readonly string[] };

function toGrant(actions: readonly string[], resources: readonly string[]): Grant {
  return { actions, resources };
}

// Actions and resources apart: a hostile file's lists would make the pairs of both too many.
function overlaps(wide: Grant, narrow: Grant): boolean {
  const byAction = toDocument(wide.actions, ['*']);
  const byResource = toDocument(['*'], wide.resources);
  return (
    narrow.actions.some((action) => isCovered(byAction, action, '*')) &&
    narrow.resources.some((resource) => isCovered(byResource, '*', resource))
  );
}

function toDocument(Action: readonly string[], Resource: readonly string[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } };
}
