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
  return withKnownHead(pattern, arn) === arn;
}

/**
 * The certain part of a model as a document, for what it grants already: an expression is written as the
 * ARN pattern that it stands for in the account of the asked resources, or left out where that is not told.
 */
export function toLiteralDocument(model: PolicyModel, asked: readonly string[]): PolicyDocument {
  const statements = model.statements
    .filter(({ effect, isPlain, isCertain }) => effect === 'Allow' && isPlain && isCertain)
    .map((statement) => ({
      Effect: 'Allow' as const,
      Action: literalsOf(statement),
      Resource: statement.resources.terms.flatMap((term) =>
        term.kind === 'literal' ? [term.value] : patternsOf(term.arn, asked),
      ),
    }))
    .filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0);
  return { Version: model.version ?? '2008-10-17', Statement: statements };
}

/** The texts among the actions of a statement. */
export function literalsOf({ actions }: StatementModel): readonly string[] {
  return actions.terms.flatMap((term) => (term.kind === 'literal' ? [term.value] : []));
}

function patternsOf(arn: string | null, asked: readonly string[]): readonly string[] {
  if (arn === null) return [];
  return asked.flatMap((each) => withKnownHead(arn, each) ?? []);
}

/** The pattern with its unknown parts taken from the ARN; null where a known part differs. */
function withKnownHead(pattern: string, arn: string): string | null {
  const known = pattern.split(':');
  const asked = arn.split(':');
  if (known.length < 6 || asked.length < 6) return pattern === arn ? pattern : null;
  const head = asked.slice(0, 5);
  // An unknown region is one region, so it is not the `*` of somebody who asks for all of them.
  const isHead = head.every((part, n) =>
    known[n] === '*' && n !== 2 ? /^[\w-]+$/.test(part) : known[n] === part,
  );
  return isHead ? [...head, ...known.slice(5)].join(':') : null;
}
