import { describe, it } from '@jest/globals';
import { EVALUATION_LAWS } from '../../builders/evaluation-laws.ts';

const RUNS = 400;

describe('domain/policy/evaluation', () => {
  it.each(Object.entries(EVALUATION_LAWS))('%s', (_name, check) => {
    check(RUNS);
  });
});
