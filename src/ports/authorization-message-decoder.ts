import type { DecodeOutcome } from '../domain/denial/decoded-message.ts';

/**
 * Decodes EC2's encoded authorization messages, whole ones only. A fault that may pass (throttling, no answer)
 * and missing or expired credentials throw `AppError`; a refusal to decode is an answer.
 */
export type AuthorizationMessageDecoder = {
  decode(encoded: string): Promise<DecodeOutcome>;
};
