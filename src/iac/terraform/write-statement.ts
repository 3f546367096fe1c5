import type { NewStatement } from '../plan-edit.ts';
import { isNextLine, toAssigns } from './alignment.ts';
import type { ListStyle, MemberName, MemberStyle, StatementStyle } from './statement-style.ts';
import type { View } from './view.ts';

/** The values of a statement as the file has to write them. */
export type StatementTexts = Readonly<Record<MemberName, readonly string[]>>;

/** The texts of a new statement; `resources` may be expressions, so they come as they are to be written. */
export function toTexts(
  view: View,
  { sid, actions }: NewStatement,
  resources: readonly string[],
): StatementTexts {
  return {
    sid: [view.quote(sid)],
    effect: [view.quote('Allow')],
    actions: actions.map((action) => view.quote(action)),
    resources,
  };
}

/** A new statement in the style of one that stands in the same list. */
export function writeStatement(view: View, style: StatementStyle, texts: StatementTexts): string {
  const { encode } = view;
  const members = style.members.map((member) => {
    const list = listOf(style, member, texts[member.name]);
    return { member, list, value: writeValue(view, list, texts[member.name]) };
  });
  const aligned = toAssigns(
    members.map(({ member, list }, n) => ({
      key: member.key,
      joins: n > 0 && isNextLine(member.before),
      isOneLine: list === null || !list.lead.includes('\n'),
    })),
  );
  const written = members.map(
    ({ member, value }, n) =>
      encode(member.before) +
      encode(member.key) +
      encode(style.isAligned ? aligned[n]! : member.assign) +
      value,
  );
  return `${encode(style.open)}${written.join('')}${encode(style.tail)}}`;
}

function listOf(
  { separator, takesOne }: StatementStyle,
  { name, list }: MemberStyle,
  values: readonly string[],
): ListStyle | null {
  if (name === 'sid' || name === 'effect') return null;
  if (list !== null) return list;
  return takesOne && values.length === 1 ? null : { lead: '', gap: separator, tail: '' };
}

function writeValue(view: View, list: ListStyle | null, values: readonly string[]): string {
  if (list === null) return values.join('');
  const { encode } = view;
  return `[${encode(list.lead)}${values.join(encode(list.gap))}${encode(list.tail)}]`;
}
