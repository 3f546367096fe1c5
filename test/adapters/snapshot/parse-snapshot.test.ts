import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseSnapshot } from '../../../src/adapters/snapshot/parse-snapshot.ts';
import { isAppError } from '../../../src/kernel/app-error.ts';
import { aDocument, anAccount, aPolicy, aRole, aUser } from '../../builders/an-account.ts';

describe('adapters/snapshot/parse-snapshot', () => {
  it.each(['video-platform', 'small-team'])('reads the sample account %s', (name) => {
    const path = new URL(`../../fixtures/accounts/${name}.json`, import.meta.url);
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));

    expect(parseSnapshot(json, name)).toEqual(json);
  });

  it('keeps members that it does not know', () => {
    const role = { ...aRole('Orders'), MaxSessionDuration: 3600 };

    const state = parseSnapshot({ ...anAccount({ roles: [role] }), Extra: [1] }, 'a.json');

    expect(state['Extra']).toEqual([1]);
    expect(state.RoleDetailList[0]?.['MaxSessionDuration']).toBe(3600);
  });

  it.each([
    ['URL-encoded text', encodeURIComponent(JSON.stringify(aDocument()))],
    ['JSON text', JSON.stringify(aDocument(), null, 2)],
    ['an object', aDocument()],
  ])('takes a document as %s', (_form, document) => {
    const state = parseSnapshot(
      anAccount({
        roles: [aRole('Orders', { inline: { Read: document } })],
        policies: [aPolicy('Orders', { documents: [document] })],
      }),
      'a.json',
    );

    expect(state.RoleDetailList[0]?.RolePolicyList?.[0]?.PolicyDocument).toEqual(aDocument());
    expect(state.Policies[0]?.PolicyVersionList[0]?.Document).toEqual(aDocument());
  });

  it('takes an export that was filtered to some of the lists', () => {
    const { RoleDetailList } = anAccount({ roles: [aRole('Orders')] });

    expect(parseSnapshot({ RoleDetailList }, 'a.json').Policies).toEqual([]);
  });

  it.each([
    ['a list', [], '$: expected the JSON that `aws iam get-account-authorization-details` prints'],
    ['another command', { Roles: [] }, '$: expected the JSON that'],
    ['a cut export', { ...anAccount(), IsTruncated: true }, '$: the export is cut'],
    ['an export of --max-items', { ...anAccount(), NextToken: 'e' }, 'without --max-items'],
    [
      'a policy ARN that is a number',
      anAccount({
        users: [{ ...aUser('A'), AttachedManagedPolicies: [{ PolicyName: 'P', PolicyArn: 7 }] }],
      }),
      '$.UserDetailList[0].AttachedManagedPolicies[0].PolicyArn: expected string, found 7; for example "arn:',
    ],
    [
      'a document that is no JSON',
      anAccount({ roles: [aRole('A', { inline: { Read: '%7Bnot json' } })] }),
      '$.RoleDetailList[0].RolePolicyList[0].PolicyDocument: expected a policy document',
    ],
    [
      'a document that is a list',
      anAccount({ policies: [aPolicy('P', { documents: [[]] })] }),
      '$.Policies[0].PolicyVersionList[0].Document: expected a policy document',
    ],
    [
      'a version id that is none',
      anAccount({ policies: [{ ...aPolicy('P'), PolicyVersionList: [{ VersionId: '7' }] }] }),
      '$.Policies[0].PolicyVersionList[0].VersionId: expected a version id, found "7"; for example "v3"',
    ],
    [
      'lists that are none',
      { ...anAccount(), Policies: { P: 1 } },
      '$.Policies: expected array, found Object',
    ],
  ])('refuses %s and says where', (_fault, json, message) => {
    const read = () => parseSnapshot(json, 'a.json');

    expect(read).toThrow(`a.json: ${message.startsWith('$') ? message : ''}`);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'invalid-data' }));
  });

  it('says which member is missing', () => {
    const { Arn: _, ...role } = aRole('Orders');

    expect(() => parseSnapshot(anAccount({ roles: [aRole('First'), role] }), 'a.json')).toThrow(
      'a.json: $.RoleDetailList[1].Arn: this member is missing; for example "arn:aws:iam::',
    );
  });

  it('answers any JSON with an account or with invalid-data', () => {
    const entry = fc.oneof(fc.jsonValue(), fc.record({ Arn: fc.string(), Path: fc.jsonValue() }));
    const lists = fc.record(
      {
        UserDetailList: fc.oneof(fc.array(entry), fc.jsonValue()),
        RoleDetailList: fc.array(entry),
        Policies: fc.array(entry),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(lists, fc.jsonValue()), (json) => {
        try {
          parseSnapshot(json, 'a.json');
        } catch (error) {
          expect(isAppError(error, 'invalid-data')).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
