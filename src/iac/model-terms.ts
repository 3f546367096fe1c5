import type { PolicyDocument } from '../domain/policy/policy-document.ts';
import type { PolicyModel, StatementModel, Term } from './policy-model.ts';

/**
 * Whether a term of a file stands for exactly this resource. An expression does when the pattern of its
 * ARN equals the resource in every part that the file tells.
 */
export function isSameResource(term: Term, resource: string): boolean {
  if (term.kind === 'literal') return term.value === resource;
  return term.arn !== null && isSameArn(term.arn, resource);
}

/**
 * Whether a pattern made from a file's resources names this ARN: partition, region and account may be
 * unknown (`*`), the service and the resource part must be the same text.
 */
export function isSameArn(pattern: string, arn: string): boolean {
  const known = pattern.split(':');
  const asked = arn.split(':');
  if (known.length < 6 || asked.length < 6) return pattern === arn;
  const isHead = [0, 1, 2, 3, 4].every((n) => known[n] === '*' || known[n] === asked[n]);
  return isHead && known.slice(5).join(':') === asked.slice(5).join(':');
}

/**
 * The certain part of a model as a document, for what it grants already: an expression that stands for one
 * of the asked resources is written as that resource, any other is left out.
 */
export function toLiteralDocument(model: PolicyModel, asked: readonly string[]): PolicyDocument {
  const statements = model.statements
    .filter(({ effect, isPlain, isCertain }) => effect === 'Allow' && isPlain && isCertain)
    .map((statement) => ({
      Effect: 'Allow' as const,
      Action: literalsOf(statement),
      Resource: statement.resources.terms.flatMap((term) =>
        term.kind === 'literal' ? [term.value] : asked.filter((each) => isSameResource(term, each)),
      ),
    }))
    .filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0);
  return { Version: model.version ?? '2008-10-17', Statement: statements };
}

function literalsOf({ actions }: StatementModel): readonly string[] {
  return actions.terms.flatMap((term) => (term.kind === 'literal' ? [term.value] : []));
}
