import { hasPhrase, type Words } from './text/words.ts';

/**
 * True for an error code by which AWS says that a policy (or the lack of one) refused the call.
 * Source: the pattern of facts/denials.md: AccessDenied*, *UnauthorizedOperation, Unauthorized*,
 * AuthorizationError*, VpceAccessDenied, Forbidden*, KMS.AccessDeniedException.
 */
export function isDenialCode(errorCode: string): boolean {
  // Nearly every denial has one of these two.
  if (errorCode === 'AccessDenied' || errorCode === 'Client.UnauthorizedOperation') return true;
  // EC2 prefixes "Client." or "Server.", KMS through another service "KMS.".
  const code = errorCode.slice(errorCode.lastIndexOf('.') + 1).toLowerCase();
  return (
    /^(?:accessdenied|unauthorized|authorizationerror|forbidden)/.test(code) ||
    /(?:accessdenied|accessdeniedexception|unauthorizedoperation)$/.test(code)
  );
}

/** Codes that decide by themselves when they stand in a text; "Forbidden" and "Unauthorized" are everybody's words. */
const CODES_IN_TEXT = [
  'accessdenied',
  'accessdeniedexception',
  'unauthorizedoperation',
  'authorizationerror',
  'authorizationerrorexception',
  'vpceaccessdenied',
];

/** True when a text names one of AWS's denial codes, or is S3's "Access Denied". */
export function namesDenialCode(words: Words): boolean {
  return (
    CODES_IN_TEXT.some((code) => hasPhrase(words, code)) || words.text.includes('Access Denied')
  );
}
