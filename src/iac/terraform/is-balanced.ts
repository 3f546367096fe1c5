const MAX_DEPTH = 64;
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/**
 * Whether the brackets, quotes and heredocs of a text close each other, not too deep. Linear. The parser
 * takes seconds and hundreds of megabytes to recover from a text where they do not, so it never sees one.
 */
export function isBalanced(text: string): boolean {
  // The open ones: a bracket's closer, a quote, or the word that ends a heredoc with `<` before it.
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    const inside = open.at(-1) ?? '';
    const next =
      inside === '"' || inside.startsWith('<')
        ? readTemplate(text, at, open, inside)
        : readCode(text, at, open, inside);
    if (next === null || open.length > MAX_DEPTH) return false;
    at = next;
  }
  return open.length === 0;
}

function readCode(text: string, at: number, open: string[], inside: string): number | null {
  const character = text[at]!;
  if (character === '#' || text.startsWith('//', at)) return lineEnd(text, at);
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? null : end + 2;
  }
  if (text.startsWith('<<', at)) return openHeredoc(text, at, open);
  if (character === '"') open.push('"');
  const closer = CLOSERS[character];
  if (closer !== undefined) open.push(closer);
  if (character === '}' || character === ']' || character === ')') {
    if (inside !== character) return null;
    open.pop();
  }
  return at + 1;
}

function openHeredoc(text: string, at: number, open: string[]): number | null {
  const start = at + (text[at + 2] === '-' ? 3 : 2);
  const end = lineEnd(text, start);
  const word = text.slice(start, end).trimEnd();
  if (word.length > 100 || !/^[\w-]+$/.test(word)) return null;
  open.push(`<${word}`);
  // At the end of the line, so that a heredoc of no lines finds its closing word too.
  return end;
}

function readTemplate(text: string, at: number, open: string[], inside: string): number | null {
  const character = text[at]!;
  if (character === '$' || character === '%') {
    if (text[at + 1] === '{') {
      open.push('}');
      return at + 2;
    }
    return text[at + 1] === character && text[at + 2] === '{' ? at + 3 : at + 1;
  }
  if (inside === '"') {
    if (character === '\n') return null;
    if (character === '"') open.pop();
    return at + (character === '\\' ? 2 : 1);
  }
  if (character !== '\n') return at + 1;
  const end = lineEnd(text, at + 1);
  if (end - at < 300 && text.slice(at + 1, end).trim() === inside.slice(1)) {
    open.pop();
    return end;
  }
  return at + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
