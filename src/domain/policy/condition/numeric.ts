import { known, NO, type Truth, unknown } from '../truth.ts';
import type { Comparison } from './comparison.ts';

// "comparing a key to an integer or decimal value".
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/**
 * A comparison of numbers by their order (negative: the value is the smaller). A value that is no
 * number does not compare; what AWS does with an operand that is none is not documented, so unknown.
 */
export function compareNumbers(holds: (order: number) => boolean): Comparison {
  return (operand, value): Truth => {
    const wanted = parseNumber(operand);
    const given = parseNumber(value);
    if (wanted === undefined) return unknown();
    return given === undefined ? NO : known(holds(Math.sign(given - wanted)));
  };
}

function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : undefined;
}
