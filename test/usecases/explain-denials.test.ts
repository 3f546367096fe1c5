import { describe, expect, it } from '@jest/globals';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import type { InputItem } from '../../src/ports/denial-inputs.ts';
import { createExplainDenials, createReadItem } from '../../src/usecases/explain-denials.ts';
import { aDecoder, ENCODED } from '../builders/a-decoder.ts';

const item = (value: unknown): InputItem => ({ kind: 'value', value, file: 'a', line: 1, byte: 0 });

const record = (more: Record<string, unknown>) => ({
  eventSource: 's3.amazonaws.com',
  eventName: 'HeadObject',
  errorCode: 'AccessDenied',
  errorMessage: 'Access Denied',
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/orders/session',
  },
  ...more,
});

const readItem = createReadItem(createCatalog());

async function requiredOf(value: unknown) {
  const [reading] = await readItem(item(value));
  return reading?.kind === 'denial' ? reading.required : undefined;
}

describe('usecases/explain-denials', () => {
  it('asks the catalogue where the message names no action', async () => {
    expect(await requiredOf(record({}))).toEqual([
      { action: 's3:GetObject', resources: [], basis: 'exception', confidence: 'low' },
    ]);
    expect(
      await requiredOf(record({ eventSource: 'apigateway.amazonaws.com', eventName: 'CreateApi' })),
    ).toMatchObject([{ action: 'apigateway:POST', basis: 'http-method' }]);
  });

  it('guesses what the catalogue does not know', async () => {
    expect(await requiredOf(record({ eventName: 'InventedCall' }))).toEqual([
      { action: 's3:InventedCall', resources: [], basis: 'unknown', confidence: 'low' },
    ]);
  });

  it('believes the message, and spells its action as AWS does', async () => {
    const errorMessage =
      'User: arn:aws:sts::111122223333:assumed-role/orders/session is not authorized to perform: KMS:decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/a because no identity-based policy allows the kms:Decrypt action';

    expect(await requiredOf(record({ errorMessage }))).toMatchObject([
      { action: 'kms:Decrypt', basis: 'message' },
    ]);
  });

  it('decodes an encoded message only where it is given a decoder', async () => {
    const errorMessage = `You are not authorized to perform this operation. Encoded authorization failure message: ${ENCODED.whole}`;
    const value = record({
      eventSource: 'ec2.amazonaws.com',
      eventName: 'StopInstances',
      errorCode: 'Client.UnauthorizedOperation',
      errorMessage,
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/VideoCatalogTaskRole/session',
      },
    });
    const explained = async (more: object) => {
      const inputs = {
        async *read() {
          yield [item(value)];
        },
        totalBytes: () => Promise.resolve(undefined),
      };
      const explainer = createExplainDenials({ inputs, catalog: createCatalog(), ...more });
      for await (const [first] of explainer.each({ files: ['a'] })) return first?.line;
      return undefined;
    };

    expect(await explained({})).toMatchObject({
      cause: 'encoded',
      required: [{ action: 'ec2:StopInstances', resources: [] }],
    });
    expect(await explained({ decoder: aDecoder() })).toMatchObject({
      cause: 'unspecified',
      required: [
        { resources: ['arn:aws:ec2:us-west-2:111122223333:instance/i-0123456789abcdef0'] },
      ],
      statement: null,
    });
  });
});
