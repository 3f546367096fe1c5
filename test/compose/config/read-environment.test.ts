import { afterEach, describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../../src/compose/config/read-environment.ts';

describe('compose/config/read-environment', () => {
  afterEach(() => {
    delete process.env['STATE_TABLE'];
    delete process.env['AUDIT_TABLE'];
  });

  it('reads the variables that are asked for', () => {
    process.env['STATE_TABLE'] = 'state';

    expect(readEnvironment('STATE_TABLE')).toEqual({ STATE_TABLE: 'state' });
  });

  it('throws where one is missing or empty, and names them', () => {
    process.env['STATE_TABLE'] = '';

    expect(() => readEnvironment('STATE_TABLE', 'AUDIT_TABLE')).toThrow('STATE_TABLE,AUDIT_TABLE');
  });
});
