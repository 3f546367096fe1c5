import { afterEach, describe, expect, it } from '@jest/globals';
import { toRecord, toSentence, toStoppedTask } from '../../src/compose/demo/records.ts';
import type { Reading } from '../../src/domain/denial/denial.ts';
import { readRecord } from '../../src/domain/denial/read-record.ts';
import { readText } from '../../src/domain/denial/read-text.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { aDeniedCall } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const ROLE = 'arn:aws:iam::111122223333:role/service/VideoCatalogTaskRole';
const HERE = 'us-west-2:111122223333';

/** A log line in which AWS denies the catalog's role an action, on a resource or without naming one. */
const denied = (action: string, resource?: string): readonly Reading[] => {
  const on = resource === undefined ? '' : ` on resource: ${resource}`;
  const who = 'arn:aws:sts::111122223333:assumed-role/VideoCatalogTaskRole/s';
  return [
    readText(
      `User: ${who} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
    ),
  ];
};

describe('scenarios/hostile-denials', () => {
  let world: TestWorld;

  afterEach(() => world.app.close());

  async function proposalsFrom(readings: readonly Reading[]): Promise<readonly Proposal[]> {
    world = await aLocalWorld();
    await world.app.feed(readings);
    const views = (await world.app.listFindings()).map(({ id }) => world.app.show(id));
    return (await Promise.all(views)).flatMap((view) => view?.proposals ?? []);
  }

  it.each([
    ['dynamodb:DescribeTable', '*'],
    ['dynamodb:DescribeTable', undefined],
    ['secretsmanager:DescribeSecret', undefined],
    ['kms:DescribeKey', '*'],
    ['rds:DescribeDBInstances', undefined],
    ['textract:DeleteAdapter', '*'],
    ['servicediscovery:DiscoverInstances', '*'],
  ])('offers no %s on every resource, for it takes one', async (action, resource) => {
    expect(await proposalsFrom(denied(action, resource))).toEqual([]);
  });

  it.each([
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:${HERE}:secret:prod/*`],
    ['ssm:GetParameter', `arn:aws:ssm:${HERE}:parameter/app/*`],
    ['logs:GetLogEvents', `arn:aws:logs:${HERE}:log-group:/ecs/*`],
    ['s3:GetObject', 'arn:aws:s3:::media/*'],
  ])('takes the asterisk of a name that a caller chose for itself: %s', async (action, name) => {
    const [proposal] = await proposalsFrom(denied(action, name));

    expect(proposal?.statements).toMatchObject([{ Resource: name.replace('*', '${*}') }]);
  });

  it('offers what IAM says in its own words, and asks about the same resource', async () => {
    const [proposal] = await proposalsFrom(denied('iam:GetRole', 'role VideoOpsToolsRole'));

    expect(proposal).toMatchObject({
      state: 'offered',
      requests: [{ resource: 'arn:aws:iam::111122223333:role/VideoOpsToolsRole' }],
    });
  });

  it('files a session without its issuer under the role that the account knows', async () => {
    const record = toRecord(aDeniedCall(), 1);
    delete (record['userIdentity'] as Record<string, unknown>)['sessionContext'];

    const [proposal] = await proposalsFrom(readRecord(record));

    expect(proposal).toMatchObject({ state: 'offered', principalArn: ROLE });
    expect(await world.app.listFindings()).toMatchObject([{ principalArn: ROLE }]);
  });

  it('believes no reason that somebody gave when they stopped a task', async () => {
    const event = toStoppedTask(aDeniedCall(), '', 1);
    const detail = event['detail'] as Record<string, unknown>;
    const forged = { stopCode: 'UserInitiated', stoppedReason: toSentence(aDeniedCall()) };

    const offers = await proposalsFrom(readRecord({ ...event, detail: { ...detail, ...forged } }));

    expect(offers).toEqual([]);
    expect(await world.app.listFindings()).toEqual([]);
  });
});
