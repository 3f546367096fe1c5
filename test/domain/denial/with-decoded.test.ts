import { describe, expect, it } from '@jest/globals';
import { parseDecodedMessage } from '../../../src/domain/denial/decoded-message.ts';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import { messageToDecode, withDecoded } from '../../../src/domain/denial/with-decoded.ts';
import { aDecodedText } from '../../builders/a-decoder.ts';
import { aDenial, aPermission } from '../../builders/a-denial.ts';

const INSTANCE = 'arn:aws:ec2:us-west-2:111122223333:instance/i-0123456789abcdef0';
const ROLE = 'arn:aws:iam::111122223333:role/service/VideoCatalogTaskRole';

const encoded = (changes = {}) =>
  aDenial({
    cause: 'encoded',
    encodedMessage: 'abc',
    account: '111122223333',
    principal: { kind: 'role', arn: ROLE, session: null, ecsRole: 'task' },
    required: [aPermission({ action: 'ec2:StopInstances', resources: [], basis: 'catalog' })],
    ...changes,
  });
const decode = (denial = encoded(), changes = {}) =>
  withDecoded(denial, parseDecodedMessage(aDecodedText(changes))!);

describe('domain/denial/with-decoded', () => {
  it('has a message to decode only where the cause is encoded and the message whole', () => {
    expect(messageToDecode(encoded())).toBe('abc');
    expect(messageToDecode(aDenial({ cause: 'encoded' }))).toBeUndefined();
    expect(messageToDecode(aDenial({ encodedMessage: 'abc' }))).toBeUndefined();
  });

  it('takes action, resource and conditions, and keeps the role’s path', () => {
    const denial = decode();

    expect(denial.required).toEqual([
      {
        action: 'ec2:StopInstances',
        resources: [INSTANCE],
        basis: 'message',
        confidence: 'high',
      },
    ]);
    expect(denial.principal.arn).toBe(ROLE);
    expect(denial.context).toMatchObject({ 'ec2:InstanceType': ['t3.micro'] });
    expect(denial.encodedMessage).toBeUndefined();
  });

  it('names nobody’s policy, and offers nothing, since AWS tells the type of no policy', () => {
    for (const explicitDeny of [true, false]) {
      const denial = decode(encoded(), { explicitDeny });
      expect(denial.cause).toBe('unspecified');
      expect(diagnose(denial)).toMatchObject({
        statement: null,
        refusal: { code: 'unknown-cause' },
      });
    }
    const matchedStatements = { items: [{ statementId: 'NoStops' }] };
    const denied = diagnose(decode(encoded(), { explicitDeny: true, matchedStatements }));
    expect(denied.nextStep).toContain('(statement NoStops)');
  });

  it('learns who was denied from the message where nothing else tells', () => {
    const unknown = { kind: 'unknown', arn: null, session: null, ecsRole: null } as const;
    const denial = decode(encoded({ principal: unknown, account: null }));

    expect(denial.principal).toMatchObject({
      arn: 'arn:aws:iam::111122223333:role/VideoCatalogTaskRole',
      session: 'session',
    });
    expect(denial.account).toBe('111122223333');
  });

  it.each([
    ['another role', { principal: { arn: ROLE.replace('Catalog', 'Admin') } }],
    ['another account', { principal: { arn: ROLE.replace('1111', '9999') } }],
    ['a user of the same name', { principal: { arn: ROLE.replace(':role/', ':user/') } }],
    ['a request that was allowed', { allowed: true }],
  ])('takes nothing from a message about %s', (_what, changes) => {
    const denial = encoded();
    expect(decode(denial, changes)).toBe(denial);
  });
});
