import { describe } from '@jest/globals';
import { openMemoryTable } from '../../../../src/adapters/dynalite/join-store.ts';
import { defineStoreContractTests } from '../../../contracts/store.contract.ts';
import { toStoreSubject } from '../../dynalite/store-subject.ts';

describe('adapters/aws/dynamodb/aggregate-store', () => {
  defineStoreContractTests('a table in memory', async () =>
    toStoreSubject(await openMemoryTable()),
  );
});
