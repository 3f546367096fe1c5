import { describe, it } from '@jest/globals';
import { EVALUATION_LAWS } from '../builders/evaluation-laws.ts';

const RUNS = 50_000;

describe('soak/evaluate', () => {
  it.each(Object.entries(EVALUATION_LAWS))(
    '%s',
    (_name, check) => {
      check(RUNS);
    },
    600_000,
  );
});
