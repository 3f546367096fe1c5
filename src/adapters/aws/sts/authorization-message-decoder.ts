import { DecodeAuthorizationMessageCommand, type STSClient } from '@aws-sdk/client-sts';
import { type DecodeOutcome, parseDecodedMessage } from '../../../domain/denial/decoded-message.ts';
import type { AuthorizationMessageDecoder } from '../../../ports/authorization-message-decoder.ts';
import { toAppError } from '../to-app-error.ts';

/** The `AuthorizationMessageDecoder` over sts:DecodeAuthorizationMessage, which the caller must be allowed. */
export function createStsMessageDecoder(deps: {
  readonly client: Pick<STSClient, 'send'>;
}): AuthorizationMessageDecoder {
  return {
    async decode(encoded): Promise<DecodeOutcome> {
      const command = new DecodeAuthorizationMessageCommand({ EncodedMessage: encoded });
      try {
        const { DecodedMessage } = await deps.client.send(command);
        const message = parseDecodedMessage(DecodedMessage ?? '');
        return message === undefined ? { kind: 'invalid' } : { kind: 'decoded', message };
      } catch (error) {
        if (isNamed(error, 'InvalidAuthorizationMessageException')) return { kind: 'invalid' };
        // STS answers in the query protocol: without the suffix of newer services.
        if (isNamed(error, 'AccessDenied', 'AccessDeniedException')) {
          return { kind: 'not-permitted' };
        }
        throw toAppError(error, 'STS DecodeAuthorizationMessage');
      }
    },
  };
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
