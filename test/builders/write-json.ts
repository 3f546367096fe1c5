import { isCall, type Written } from './a-policy-file.ts';
import type { Chance } from './chance.ts';

/** What may stand between two tokens; a file draws from a few of them, or from all. */
const PALETTES = [
  [''],
  [' '],
  ['', ' '],
  ['\n  '],
  ['\n\t', ' '],
  ['\r\n    ', ' '],
  ['\n\n      ', ' ', ''],
  [' // "x": [\n  ', ' ', '\n    '],
  ['/* ] , { */', '', '\n'],
];

/** Writes a value as JSON with white space, and perhaps comments, of every kind between its tokens. */
export function writeJson(value: Written, chance: Chance): string {
  const palette = chance.is(80) ? chance.pick(PALETTES) : PALETTES.flat();
  const trailing = chance.is(10);
  const gap = (): string => chance.pick(palette);
  const write = (node: Written): string => {
    if (typeof node === 'string') return JSON.stringify(node);
    if (isCall(node)) {
      const argument = node.call === 'GetAtt' && chance.is(50) ? node.text.split('.') : node.text;
      return write({ [`Fn::${node.call}`]: argument });
    }
    const isList = Array.isArray(node);
    const members = isList
      ? node.map(write)
      : Object.entries(node).map(
          ([key, member]) => `${JSON.stringify(key)}${gap()}:${gap()}${write(member)}`,
        );
    const comma = trailing && members.length > 0 ? `${gap()},` : '';
    const inner = members.join(`${gap()},${gap()}`) + comma;
    return isList ? `[${gap()}${inner}${gap()}]` : `{${gap()}${inner}${gap()}}`;
  };
  const text = write(value) + chance.pick(['', '\n', '\r\n', '\n\n']);
  return chance.is(5) ? `\uFEFF${text}` : text;
}
