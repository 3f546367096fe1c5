import { describe, expect, it } from '@jest/globals';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import type { InputItem } from '../../src/ports/denial-inputs.ts';
import { createReadItems } from '../../src/usecases/explain-denials.ts';

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

const readItems = createReadItems(createCatalog());

async function requiredOf(value: unknown) {
  const [[reading] = []] = await readItems([item(value)]);
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
});
