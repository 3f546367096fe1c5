import { parseDecodedMessage } from '../../src/domain/denial/decoded-message.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { AuthorizationMessageDecoder } from '../../src/ports/authorization-message-decoder.ts';

type Changes = {
  readonly allowed?: boolean;
  readonly explicitDeny?: boolean;
  readonly matchedStatements?: unknown;
  readonly principal?: unknown;
  readonly action?: unknown;
  readonly resource?: unknown;
  readonly conditions?: unknown;
};

/** The JSON of a decoded message as AWS STS answers it (AWS STS API Reference, DecodeAuthorizationMessage). */
export function aDecodedText(changes: Changes = {}): string {
  const { allowed = false, explicitDeny = false, matchedStatements, ...context } = changes;
  return JSON.stringify({
    allowed,
    explicitDeny,
    matchedStatements: matchedStatements ?? { items: [] },
    failures: { items: [] },
    context: {
      principal: {
        id: 'AROAEXAMPLE:session',
        arn: 'arn:aws:sts::111122223333:assumed-role/VideoCatalogTaskRole/session',
      },
      action: 'ec2:StopInstances',
      resource: 'arn:aws:ec2:us-west-2:111122223333:instance/i-0123456789abcdef0',
      conditions: {
        items: [
          { key: 'ec2:Region', values: { items: [{ value: 'us-west-2' }] } },
          { key: 'ec2:InstanceType', values: { items: [{ value: 't3.micro' }] } },
        ],
      },
      ...context,
    },
  });
}

/** Messages of the contract, by what becomes of them; every other one is invalid. */
export const ENCODED = {
  whole: 'whole-MESSAGE_1',
  ofOthers: 'of-another-account',
  throttled: 'asked-too-often',
  refused: 'not-permitted',
} as const;

/** A decoder in memory that answers `whole` with the given text. */
export function aDecoder(text = aDecodedText()): AuthorizationMessageDecoder {
  return {
    async decode(encoded) {
      if (encoded === ENCODED.throttled) throw new AppError('throttled', 'asked too often');
      if (encoded === ENCODED.refused) return { kind: 'not-permitted' };
      const message = encoded === ENCODED.whole ? parseDecodedMessage(text) : undefined;
      return message === undefined ? { kind: 'invalid' } : { kind: 'decoded', message };
    },
  };
}
