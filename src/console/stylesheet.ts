import { FORM_STYLES } from './styles/forms.ts';
import { LIST_STYLES } from './styles/list.ts';
import { PAGE_STYLES } from './styles/page.ts';
import { PROPOSAL_STYLES } from './styles/proposal.ts';
import { DARK, LIGHT, type Palette } from './palette.ts';

/** The one stylesheet of the console: light, and dark where the reader's system asks for it. */
export const STYLESHEET = [
  `:root{color-scheme:light dark;${toProperties(LIGHT)}}`,
  `@media (prefers-color-scheme:dark){:root{${toProperties(DARK)}}}`,
  PAGE_STYLES,
  LIST_STYLES,
  PROPOSAL_STYLES,
  FORM_STYLES,
].join('\n');

function toProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
