import { describe, expect, it } from '@jest/globals';
import { isServiceName, listServiceNames, loadService } from '../../src/catalog/load-service.ts';

describe('catalog/load-service', () => {
  it('loads every service that it lists', async () => {
    const services = await Promise.all(listServiceNames().map(loadService));

    expect(services.length).toBeGreaterThan(400);
    expect(services.map((service) => service?.prefix)).toEqual(listServiceNames());
  });

  it.each(['', 'S3', '../s3', 's3/../ec2', 'constructor', '__proto__'])(
    'loads nothing for %j',
    async (prefix) => {
      expect(isServiceName(prefix)).toBe(false);
      expect(await loadService(prefix)).toBeUndefined();
    },
  );
});
