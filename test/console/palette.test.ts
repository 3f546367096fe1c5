import { describe, expect, it } from '@jest/globals';
import { DARK, LIGHT, type Palette } from '../../src/console/palette.ts';
import { STYLESHEET } from '../../src/console/stylesheet.ts';

type Name = keyof Palette;

/** Every text on every background that it stands on (WCAG 1.4.3: 4.5 to 1). */
const TEXTS: readonly (readonly [Name, readonly Name[]])[] = [
  ['text', ['page', 'surface', 'sunken']],
  ['muted', ['page', 'surface', 'sunken']],
  ['link', ['page', 'surface', 'sunken']],
  ['onButton', ['approve', 'danger']],
  ['addedText', ['added']],
  ['removedText', ['removed']],
  ['waitText', ['wait']],
  ['goodText', ['good']],
  ['badText', ['bad']],
  ['calmText', ['calm']],
  ['newsText', ['news']],
];

/** Edges of controls, the focus ring and the dots of a proposal's way (WCAG 1.4.11: 3 to 1). */
const SHAPES: readonly (readonly [Name, readonly Name[]])[] = [
  ['control', ['surface', 'page']],
  ['focus', ['page', 'surface', 'sunken']],
  ['goodText', ['surface']],
  ['badText', ['surface']],
  ['waitText', ['surface']],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('console/palette', (scheme, palette) => {
  it.each(TEXTS.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    `${scheme}: %s is readable on %s`,
    (text, ground) => {
      expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(SHAPES.flatMap(([shape, grounds]) => grounds.map((ground) => [shape, ground] as const)))(
    `${scheme}: %s stands out from %s`,
    (shape, ground) => {
      expect(contrast(palette[shape], palette[ground])).toBeGreaterThanOrEqual(3);
    },
  );

  it(`${scheme}: the stylesheet uses no colour but these`, () => {
    const used = [...STYLESHEET.matchAll(/var\(--([A-Za-z]+)\)/g)].map(([, name]) => name);
    const rules = STYLESHEET.replaceAll(/--[A-Za-z]+:#[0-9a-f]{6};/g, '');

    expect(Object.keys(palette)).toEqual(expect.arrayContaining(used));
    expect(rules).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i);
    expect(STYLESHEET).not.toMatch(/url\(|@import|expression/i);
  });
});

/** Contrast ratio of two `#rrggbb` colours as WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
