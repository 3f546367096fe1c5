import type { MemberName, StatementStyle } from './statement-style.ts';
import type { View } from './view.ts';

const NAMES: readonly MemberName[] = ['sid', 'effect', 'actions', 'resources'];
const KEYS: Readonly<Record<MemberName, string>> = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  resources: 'Resource',
};

/** An object on one line, for a list that shows no style. */
export function toDefaultObjectStyle({ language }: View): StatementStyle {
  const isJson = language === 'json';
  return {
    open: '{',
    members: NAMES.map((name, n) => ({
      name,
      before: n === 0 ? ' ' : ', ',
      key: isJson ? `"${KEYS[name]}"` : KEYS[name],
      assign: isJson ? ': ' : ' = ',
      list: null,
    })),
    tail: ' ',
    isAligned: false,
    separator: ', ',
    takesOne: false,
  };
}

/** A block `statement`, for a document that has none; `indent` is the document's own. */
export function toDefaultBlockStyle(indent: string, lineEnd: string): StatementStyle {
  const inner = `${lineEnd}${indent}    `;
  return {
    open: 'statement {',
    members: NAMES.filter((name) => name !== 'effect').map((name) => ({
      name,
      before: inner,
      key: name,
      assign: ' = ',
      list: null,
    })),
    tail: `${lineEnd}${indent}  `,
    isAligned: true,
    separator: ', ',
    takesOne: false,
  };
}
