import type { DialogKind } from '../../domain/approval/click.ts';
import { LIMITS } from './limits.ts';
import { joinLines, type Mrkdwn, type MrkdwnObject, toMrkdwnObject } from './mrkdwn.ts';
import { ACTION_PREFIX, toButtonValue } from './names.ts';
import { type PlainTextObject, toPlainTextObject } from './plain-text.ts';

type Option = { readonly text: PlainTextObject; readonly value: string };

export type Button = {
  readonly type: 'button';
  readonly text: PlainTextObject;
  readonly action_id: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
};

/** The blocks of Block Kit that this product uses, with only the properties that it sets. */
export type Block =
  | { readonly type: 'header'; readonly text: PlainTextObject }
  | { readonly type: 'section'; readonly text: MrkdwnObject | PlainTextObject }
  | { readonly type: 'context'; readonly elements: readonly MrkdwnObject[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[] }
  | {
      readonly type: 'input';
      readonly block_id: string;
      readonly label: PlainTextObject;
      readonly optional: boolean;
      readonly element: {
        readonly action_id: string;
        readonly type: 'plain_text_input' | 'radio_buttons';
        readonly multiline?: true;
        readonly max_length?: number;
        readonly options?: readonly Option[];
        readonly initial_option?: Option;
      };
    };

export function header(untrusted: string): Block {
  return { type: 'header', text: toPlainTextObject(untrusted, LIMITS.header) };
}

/** Lines of markup; those that find no room are counted. */
export function section(...lines: readonly Mrkdwn[]): Block {
  return { type: 'section', text: toMrkdwnObject(joinLines(lines, LIMITS.sectionText)) };
}

/** Lines of small print. */
export function context(...lines: readonly Mrkdwn[]): Block {
  return { type: 'context', elements: [toMrkdwnObject(joinLines(lines, LIMITS.contextText))] };
}

/** A sentence of any origin, in which nothing is markup. */
export function sentence(untrusted: string): Block {
  return { type: 'section', text: toPlainTextObject(untrusted, LIMITS.sectionText) };
}

/** A row of buttons, or no block where there is none. */
export function actions(buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }];
}

/** A button that opens a dialog about a finding or proposal. */
export function button(
  dialog: DialogKind,
  label: string,
  subject: { readonly id: string; readonly digest?: string },
  style?: 'primary' | 'danger',
): Button {
  return {
    type: 'button',
    text: toPlainTextObject(label, LIMITS.button),
    action_id: `${ACTION_PREFIX}${dialog}`,
    value: toButtonValue(subject.id, subject.digest ?? null),
    ...(style && { style }),
  };
}

/** A field for a person's own words. */
export function wordsInput(name: string, label: string, optional: boolean, most: number): Block {
  return {
    type: 'input',
    block_id: name,
    label: toPlainTextObject(label, LIMITS.inputLabel),
    optional,
    element: { type: 'plain_text_input', action_id: name, multiline: true, max_length: most },
  };
}

/** A field in which one of a few is chosen; the first is chosen beforehand where `preset` says so. */
export function choiceInput(
  name: string,
  label: string,
  choices: Readonly<Record<string, string>>,
  preset: boolean,
): Block {
  const options = Object.entries(choices).map(([value, words]) => {
    return { text: toPlainTextObject(words, LIMITS.option), value };
  });
  const first = preset ? { initial_option: options[0]! } : {};
  return {
    type: 'input',
    block_id: name,
    label: toPlainTextObject(label, LIMITS.inputLabel),
    optional: false,
    element: { type: 'radio_buttons', action_id: name, options, ...first },
  };
}
