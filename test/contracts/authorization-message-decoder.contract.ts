import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorizationMessageDecoder } from '../../src/ports/authorization-message-decoder.ts';
import { ENCODED } from '../builders/a-decoder.ts';

export type DecoderSubject = {
  readonly decoder: AuthorizationMessageDecoder;
  readonly close: () => Promise<void>;
};

/** What every implementation of `AuthorizationMessageDecoder` must do with the messages of `ENCODED`. */
export function defineDecoderContractTests(
  name: string,
  create: () => Promise<DecoderSubject>,
): void {
  describe(`${name} keeps the decoder's contract`, () => {
    let subject: DecoderSubject;
    beforeAll(async () => {
      subject = await create();
    });
    afterAll(() => subject.close());
    const decode = (encoded: string) => subject.decoder.decode(encoded);

    it('answers what a whole message says', async () => {
      expect(await decode(ENCODED.whole)).toEqual({
        kind: 'decoded',
        message: {
          allowed: false,
          explicitDeny: false,
          matchedStatements: [],
          principal: 'arn:aws:sts::111122223333:assumed-role/VideoCatalogTaskRole/session',
          action: 'ec2:StopInstances',
          resource: 'arn:aws:ec2:us-west-2:111122223333:instance/i-0123456789abcdef0',
          conditions: { 'ec2:Region': ['us-west-2'], 'ec2:InstanceType': ['t3.micro'] },
        },
      });
    });

    it('answers that a message is invalid, and that it may not decode it', async () => {
      expect(await decode(ENCODED.ofOthers)).toEqual({ kind: 'invalid' });
      expect(await decode(ENCODED.refused)).toEqual({ kind: 'not-permitted' });
    });

    it('throws what may pass', async () => {
      await expect(decode(ENCODED.throttled)).rejects.toMatchObject({
        name: 'AppError',
        code: 'throttled',
        retryable: true,
      });
    });
  });
}
