// Code that runs inside a page of a browser. It is text, since the program of the tests knows no DOM.

/** Whether the element that has the focus shows it: its outline, or the body's where the focus left the page. */
export const FOCUS_OUTLINE = `(() => {
  const { activeElement: active, body } = document;
  if (active === body) return 'solid 3px';
  const { outlineStyle, outlineWidth } = getComputedStyle(active);
  return outlineStyle + ' ' + outlineWidth;
})()`;

/** The id of the element that has the focus. */
export const FOCUSED_ID = 'document.activeElement.id';

/** The words of the element that has the focus; for a field, of its label. */
export const FOCUSED_NAME = `(() => {
  const active = document.activeElement;
  const named = active instanceof HTMLInputElement && active.labels[0] ? active.labels[0] : active;
  return named.textContent.trim().replaceAll(/\\s+/g, ' ');
})()`;

/** Opens everything that can be opened. */
export const OPEN_DETAILS = `document.querySelectorAll('details').forEach((one) => { one.open = true; })`;

/** Elements that stick out of the page to the right, where it scrolls sideways. */
export const OVERFLOW = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('main *, header *')]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => one.tagName + ' ' + one.textContent.trim().slice(0, 60));
})()`;

/** Texts with less contrast than 4.5 to 1 (WCAG 2) to what is painted behind them. */
export const FAINT_TEXTS = `(() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = (colour) => {
    const [red, green, blue] = parts(colour).map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    if (element === null) return 'rgb(255, 255, 255)';
    const colour = getComputedStyle(element).backgroundColor;
    return parts(colour)[3] === 0 ? ground(element.parentElement) : colour;
  };
  const isShownText = (element) => element.checkVisibility() &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...document.querySelectorAll('body *')].filter(isShownText).flatMap((element) => {
    const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    const [dark, light] = pair.sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    return ratio < 4.5 ? [ratio.toFixed(2) + ' ' + element.textContent.trim().slice(0, 40)] : [];
  });
})()`;
