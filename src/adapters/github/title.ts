import { toVisibleCharacters } from '../../kernel/visible-characters.ts';

declare const title: unique symbol;
/** The title of an issue or pull request: a squashed merge makes it a commit message, which can close issues. */
export type GithubTitle = string & { readonly [title]: true };

// GitHub takes 256 characters; the breaks below add at most one to three.
const LONGEST = 180;

// After these the zero-width space keeps apart what GitHub or CI would obey: `@team`, `fixes #1`,
// `fixes GH-1`, an issue's address, `[skip ci]`.
const BREAK = '\u200b';

/** Any text as a title that mentions nobody, closes nothing and gives CI no order. */
export function toTitle(untrusted: string): GithubTitle {
  const shown = toVisibleCharacters(untrusted, {
    encode: (character) => ('@#[`'.includes(character) ? character + BREAK : character),
    most: LONGEST,
    longest: LONGEST,
  });
  const broken = shown
    .replaceAll('://', `:${BREAK}//`)
    .replace(/gh-/gi, (gh) => `${gh.slice(0, 2)}${BREAK}-`);
  return (broken.trim() === '' ? '(empty)' : broken) as GithubTitle;
}
