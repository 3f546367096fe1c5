import {
  DecodeAuthorizationMessageCommand,
  InvalidAuthorizationMessageException,
  type STSClient,
} from '@aws-sdk/client-sts';
import { type DecodeOutcome, parseDecodedMessage } from '../../../domain/denial/decoded-message.ts';
import type { AuthorizationMessageDecoder } from '../../../ports/authorization-message-decoder.ts';
import { toAwsError } from '../to-aws-error.ts';

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
        if (error instanceof InvalidAuthorizationMessageException) return { kind: 'invalid' };
        if (isRefusal(error)) return { kind: 'not-permitted' };
        throw toAwsError(error, 'STS');
      }
    },
  };
}

// STS answers in the query protocol: `AccessDenied`, without the suffix of newer services.
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^AccessDenied(?:Exception)?$/.test(error.name);
}
