import { describe, expect, it } from '@jest/globals';
import { policySize } from '../../../src/domain/policy/policy-size.ts';
import { aDocument, aDocumentOfSize } from '../../builders/an-account.ts';

describe('domain/policy/policy-size', () => {
  it('counts the characters of the document without white space between them', () => {
    expect(policySize({ Version: '2012-10-17', Statement: [] })).toBe(
      '{"Version":"2012-10-17","Statement":[]}'.length,
    );
  });

  it('does not depend on how the document was indented', () => {
    const indented = JSON.stringify(aDocument(), null, 4);

    expect(policySize(JSON.parse(indented) as ReturnType<typeof aDocument>)).toBe(
      policySize(aDocument()),
    );
  });

  it('counts white space inside texts', () => {
    expect(policySize(aDocument('s3:GetObject', 'a b'))).toBe(
      policySize(aDocument('s3:GetObject', 'a_b')),
    );
  });

  it.each([2048, 6144, 10_240])('measures a document of %i characters', (size) => {
    expect(policySize(aDocumentOfSize(size))).toBe(size);
  });
});
