import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createJsonSplitter } from '../../../src/adapters/files/split-json.ts';
import type { InputItem } from '../../../src/ports/denial-inputs.ts';

/** Items of a text, cut into chunks of the given sizes in turn. */
function split(text: string, sizes: readonly number[] = [text.length + 1]): readonly InputItem[] {
  const bytes = Buffer.from(text);
  const splitter = createJsonSplitter('f');
  const items: InputItem[] = [];
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = Math.max(1, sizes[n % sizes.length]!);
    items.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...items, ...splitter.end()];
}

/** Values as they are, faults as the line and byte where they show, stray text in angle brackets. */
function brief(items: readonly InputItem[]): readonly unknown[] {
  return items.map((item) => {
    if (item.kind === 'value') return item.value;
    return item.kind === 'fault' ? `fault ${item.line}:${item.byte}` : `<${item.text}>`;
  });
}

describe('adapters/files/split-json', () => {
  it.each([
    ['one object', '{"a":1}', [{ a: 1 }]],
    ['JSON lines', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['JSON lines with CRLF and empty lines', '{"a":1}\r\n\r\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['objects one after the other', '{"a":1}{"a":2} {"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['pretty-printed objects', '{\n  "a": 1\n}\n{\n  "a": 2\n}\n', [{ a: 1 }, { a: 2 }]],
    ['an array', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['arrays one after the other', '[{"a":1}]\n[{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['an array of texts', '["x","y\\"]"]', ['x', 'y"]']],
    ['Records on one line', '{"Records":[{"a":1},{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    [
      'Records, pretty-printed',
      '{\n "Records" : [\n  {"a":1} ,\n  {"a":2}\n ]\n}',
      [{ a: 1 }, { a: 2 }],
    ],
    [
      'Events with members behind them',
      '{"Events":[{"a":1}],"NextToken":"]}"}{"a":2}',
      [{ a: 1 }, { a: 2 }],
    ],
    ['log events', '{"events":[{"message":"x"}],"searchedLogStreams":[]}', [{ message: 'x' }]],
    ['Records that are no list', '{"Records":1}', [{ Records: 1 }]],
    ['Records that come second', '{"x":1,"Records":[1]}', [{ x: 1, Records: [1] }]],
    [
      'brackets and escapes inside strings',
      '{"a":"}]\\\\\\"{["}{"b":2}',
      [{ a: '}]\\"{[' }, { b: 2 }],
    ],
    ['nothing in a list', '{"Records":[]}\n[]', []],
    ['scalars in a list', '[{"a":1}, 2 ,null,"x",[3]]', [{ a: 1 }, 2, null, 'x', [3]]],
  ])('reads %s', (_, text, expected) => {
    expect(brief(split(text))).toEqual(expected);
  });

  it.each([
    ['a line cut in a string', '{"a":"x\n{"a":2}', ['fault 1:7', { a: 2 }]],
    ['a line cut behind a colon', '{"a":\n{"a":2}\n{"a":3}', ['fault 3:14', { a: 2 }, { a: 3 }]],
    ['a line cut behind a comma', '{"a":1,\n{"a":2}', ['fault 2:8', { a: 2 }]],
    ['a line cut in a list', '{"a":[\n{"a":2}\n{"a":3}', ['fault 3:15', { a: 2 }, { a: 3 }]],
    ['a last line that is cut', '{"a":1}\n{"a":', [{ a: 1 }, 'fault 2:13']],
    ['a bracket too many', '{"a":1}}\n{"a":2}', [{ a: 1 }, 'fault 1:7', { a: 2 }]],
    ['a word that is no value', '[{"a":nul},{"a":2}]', ['fault 1:6', { a: 2 }]],
    ['a missing brace in one line', '[{"e":1},{"e":2,{"e":3}]', [{ e: 1 }, 'fault 1:16', { e: 3 }]],
    [
      'a missing quote in one line',
      '[{"e":"1},{"e":"2"},{"e":3}]',
      ['fault 1:12', { e: '2' }, { e: 3 }],
    ],
    ['a missing comma between elements', '[{"e":1}{"e":2}]', [{ e: 1 }, { e: 2 }]],
    [
      'a broken pretty-printed object',
      '{\n  "a": {\n    "b": ,\n  }\n}\n{\n  "a": 2\n}',
      ['fault 3:20', { a: 2 }],
    ],
    [
      'a broken pretty-printed element',
      '[\n  {\n    "a": 1,,\n    "r": [\n      {\n      }\n    ]\n  },\n  {\n    "a": 2\n  }\n]',
      ['fault 3:17', { a: 2 }],
    ],
    ['a line of text', '{"a":1}\nhello\n{"a":2}', [{ a: 1 }, '<hello>', { a: 2 }]],
    ['a list that is not closed', '[{"a":1},', [{ a: 1 }, 'fault 1:9']],
    [
      'a document that is not closed behind its list',
      '{"Records":[{"a":1}]',
      [{ a: 1 }, 'fault 1:20'],
    ],
    [
      'a log line that begins with a bracket',
      '[2026-03-01] no\n{"a":1}',
      ['<[2026-03-01] no>', { a: 1 }],
    ],
  ])('loses nothing but the record for %s', (_, text, expected) => {
    expect(brief(split(text))).toEqual(expected);
  });

  it('says where and in which field it is no JSON', () => {
    expect(split('{"a":{"b":[1,x]}}')[0]).toMatchObject({
      kind: 'fault',
      line: 1,
      byte: 13,
      fault: 'not JSON at a.b[1]: expected a value, found "x"',
    });
  });

  it('refuses what nests deeper than 128 and reads on', () => {
    const deep = (n: number) => `{"a":${'['.repeat(n)}${']'.repeat(n)}}`;

    expect(brief(split(`${deep(127)}\n{"b":1}`))).toHaveLength(2);
    expect(split(`${deep(127)}\n`)[0]?.kind).toBe('value');
    const [refused, next] = split(`${deep(128)}\n{"b":1}`);
    expect(refused).toMatchObject({ kind: 'fault', line: 1 });
    expect(refused).toHaveProperty('fault', expect.stringContaining('nested deeper than 128'));
    expect(next).toMatchObject({ value: { b: 1 } });
  });

  it.each([1024, 65_536, 1 << 22])(
    'refuses a record longer than 1 MiB and reads on, in chunks of %d',
    (size) => {
      const long = JSON.stringify({ a: 'x'.repeat(1024 * 1024) });
      const lines = `{"a":1}\n${long}\n{"a":2}\n[${long},{"a":3}]`;

      const items = split(lines, [size]);

      expect(brief(items)).toEqual([
        { a: 1 },
        'fault 2:8',
        { a: 2 },
        `fault 4:${8 + long.length + 10}`,
        { a: 3 },
      ]);
    },
  );

  it('stays linear on hostile nesting', () => {
    const hostile = ['[', '{"a":', '{"a":[{', '[{"a":"'].map(
      (unit) => `{"x":1}\n${unit.repeat(100_000)}`,
    );
    // What takes the square of its length would need minutes: jest's own limit ends it.
    for (const text of hostile) expect(split(text, [65_536]).length).toBeGreaterThan(0);
  }, 60_000);

  it('counts a line once that is kept over a cut to look back at', () => {
    const text = '\r\n{[]\n{}';
    expect(split(text, [4])).toEqual(split(text));
  });

  it('finds the same items however the bytes are cut', () => {
    const piece = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
      fc.constantFrom(
        '{"Records":[',
        ']}',
        '[',
        ']',
        '{',
        '}',
        '"',
        '\n',
        '\r\n',
        ',',
        ':',
        '  ',
        '\\',
        'ä€😀',
        'x',
        '{"a":1}',
        '{"a"',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        (pieces, sizes) => {
          const text = pieces.join('');
          expect(split(text, sizes)).toEqual(split(text));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('returns every value of a well-formed stream, whatever separates them', () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        objects,
        fc.constantFrom('\n', ' ', '\r\n', ''),
        fc.constantFrom(0, 2),
        (values, separator, indent) => {
          // Documents that are lists of records are cut into their elements: not what is tested here.
          const wrapped = values.map((value) => ({ id: 0, value }));
          const text = wrapped.map((value) => JSON.stringify(value, null, indent)).join(separator);
          expect(brief(split(text, [7]))).toEqual(JSON.parse(JSON.stringify(wrapped)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('loses at most the broken line of a log', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 60 }),
        (broken, length) => {
          const lines = Array.from({ length: 5 }, (_, n) =>
            JSON.stringify({ n, text: 'a "quoted" text', list: [{ x: 1 }, []] }),
          );
          const cut = lines.with(broken, lines[broken]!.slice(0, length));
          const values = split(cut.join('\n')).filter((item) => item.kind === 'value');
          for (const n of [0, 1, 2, 3, 4].filter((line) => line !== broken)) {
            expect(values).toContainEqual(
              expect.objectContaining({ value: expect.objectContaining({ n }) }),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
