import { isCall, type Written } from './a-policy-file.ts';
import type { Chance } from './chance.ts';

type Style = {
  readonly chance: Chance;
  readonly quotes: readonly ('plain' | 'single' | 'double')[];
  readonly flow: number;
  readonly comments: number;
};

/** Writes a value as YAML in a mixture of block and flow style, quotes, indentation, comments and blank lines. */
export function writeYaml(value: Written, chance: Chance): string {
  const style: Style = {
    chance,
    quotes: chance.pick([['plain'], ['single'], ['double'], ['plain', 'single', 'double']]),
    flow: chance.pick([0, 20, 50, 100]),
    comments: chance.pick([0, 0, 15]),
  };
  const head = chance.pick(['', '', '---\n', '# a template\n', '%YAML 1.2\n---\n']);
  const body = block(value, 0, style).replace(/^\n/, '');
  const text = head + body + chance.pick(['\n', '', '\n\n', '\n# end\n', '\n...\n']);
  const lines = chance.is(15) ? text.replaceAll('\n', '\r\n') : text;
  return chance.is(5) ? `\uFEFF${lines}` : lines;
}

/** A value behind a key or dash: in its line, or on lines of its own (which begin with a line end). */
function block(value: Written, indent: number, style: Style): string {
  const { chance } = style;
  if (typeof value === 'string') return ` ${scalar(value, style)}`;
  if (isCall(value)) return ` ${call(value, style)}`;
  const isEmpty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  if (isEmpty || (indent > 4 && chance.is(style.flow))) return ` ${flow(value, indent, style)}`;
  const lead = `\n${' '.repeat(indent)}`;
  if (Array.isArray(value)) {
    const gap = chance.pick([' ', ' ', '   ']);
    return value
      .map((item) => between(lead, style) + lead + dash(item, indent, gap, style))
      .join('');
  }
  return Object.entries(value as Record<string, Written>)
    .map(([key, member]) => {
      const isList = Array.isArray(member);
      const step = chance.pick(isList ? [0, 2, 2, 4] : [2, 2, 4]);
      return between(lead, style) + lead + pair(key, member, indent + step, style);
    })
    .join('');
}

function dash(item: Written, indent: number, gap: string, style: Style): string {
  const inner = indent + 1 + gap.length;
  const text = block(item, inner, style);
  // The first key of a map, or the first dash of a list, stands in the line of the dash.
  if (text.startsWith('\n')) return `-${gap}${text.replace(/^[\n]+(?: *#[^\n]*\n)* */, '')}`;
  return `-${gap}${text.trimStart()}${tail(style)}`;
}

function pair(key: string, member: Written, indent: number, style: Style): string {
  const text = block(member, indent, style);
  return `${scalar(key, style)}:${text}${text.startsWith('\n') ? '' : tail(style)}`;
}

function flow(value: Written, indent: number, style: Style): string {
  const { chance } = style;
  if (typeof value === 'string') return scalar(value, style);
  if (isCall(value)) return call(value, style);
  const line = `\n${' '.repeat(indent + 2)}`;
  const gap = chance.pick(['', ' ', line]);
  const separator = chance.pick([', ', ', ', `,${line}`]);
  const comma = chance.is(10) ? ',' : '';
  if (Array.isArray(value)) {
    const items = value.map((item) => flow(item, indent + 2, style));
    return `[${gap}${items.join(separator)}${items.length > 0 ? comma : ''}${gap}]`;
  }
  const members = Object.entries(value as Record<string, Written>).map(
    ([key, member]) => `${scalar(key, style)}: ${flow(member, indent + 2, style)}`,
  );
  return `{${gap}${members.join(separator)}${members.length > 0 ? comma : ''}${gap}}`;
}

function call(
  { call: name, text }: { readonly call: string; readonly text: string },
  style: Style,
): string {
  return style.chance.is(70)
    ? `!${name} ${scalar(text, style)}`
    : `{ "Fn::${name}": ${JSON.stringify(text)} }`;
}

function scalar(text: string, { chance, quotes }: Style): string {
  const quote = chance.pick(quotes);
  if (quote === 'plain' && /^[A-Za-z][\w:/.*-]*[\w*]$/.test(text) && !/^(?:true|false)$/.test(text))
    return text;
  if (quote !== 'double') return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

function between(lead: string, { chance, comments }: Style): string {
  if (chance.is(comments / 3)) return '\n';
  return chance.is(comments) ? `${lead}# - x: [` : '';
}

function tail({ chance, comments }: Style): string {
  return chance.is(comments) ? ' # ] why: {' : '';
}
