import { toArnPattern, restOfArn } from '../cloudformation/arn-pattern.ts';
import { isSameArn } from '../model-terms.ts';
import { arnOfConstruct } from './evaluate.ts';
import type { FileView } from './file-view.ts';
import { type Quote, toLiteral, toTemplate } from './write-literal.ts';

/**
 * A resource as source text: by a construct that the file names before this place, else as a literal. Null where it
 * cannot be written.
 */
export function expressResource(
  arn: string,
  at: number,
  quote: Quote,
  view: FileView,
): string | null {
  for (const declared of view.declarations) {
    const { key, value } = declared;
    if (declared.at > at || view.lookUp(key, at) !== declared) continue;
    const made = arnOfConstruct(value, view);
    const pattern = made === null ? null : toArnPattern(made.arn + made.kind.tail);
    if (made === null || pattern === null) continue;
    const attribute = `${key}.${made.kind.arn}`;
    if (isSameArn(pattern, arn)) return attribute;
    const rest = made.kind.tail === '' ? restOfArn(pattern, arn) : null;
    if (rest?.startsWith('/') === true) return toTemplate(attribute, rest);
  }
  return toLiteral(arn, quote);
}
