import { describe, expect, it } from '@jest/globals';
import { isClientFile, readSdkClient } from '../../../scripts/catalog/read-sdk-client.ts';

const COMMAND = `/**
 * <p>Tags it. You need the <code>glue:TagResource</code> permission, or
 *    <code>glue:TagResource</code> on http://a.b:Port. This API doesn't evaluate Identity and Access
 * Management (IAM) policies.</p>
 * @example
 * \`\`\`javascript
 * const input = { // TagRequest
 *   Name: "STRING_VALUE", // required
 *   Keys: [ // KeyList // required
 *     "STRING_VALUE",
 *   ],
 *   Tags: [ // TagList
 *     { // Tag
 *       Key: "STRING_VALUE",
 *     },
 *   ],
 *   Mode: "A" || "B",
 *   Size: Number("int"),
 * };
 * const command = new TagCommand(input);
 */
export declare class TagCommand {}
`;

describe('scripts/catalog/read-sdk-client', () => {
  it('reads operations with their members, verb, mentions and signing name', () => {
    const files = new Map([
      ['dist-types/commands/TagCommand.d.ts', COMMAND],
      [
        'dist-es/schemas/schemas_0.js',
        'export var Tag$ = [9, n0, _T,\n    { [_ht]: ["PUT", "/tags/{Name}", 204] }, () => TagRequest$, () => __Unit\n];',
      ],
      ['dist-es/auth/httpAuthSchemeProvider.js', 'signingProperties: { name: "glue", region }'],
    ]);

    expect(readSdkClient(files)).toEqual({
      signingName: 'glue',
      operations: {
        Tag: {
          members: 'Name Keys[]',
          http: 'PUT /tags/{Name}',
          mentions: ['glue:TagResource'],
          withoutIam: true,
        },
      },
    });
  });

  it.each([
    ['dist-types/commands/TagCommand.d.ts', true],
    ['dist-types/ts3.4/commands/TagCommand.d.ts', false],
    ['dist-types/commands/index.d.ts', false],
    ['dist-es/schemas/schemas_0.js', true],
  ])('wants %s: %p', (path, wanted) => {
    expect(isClientFile(path)).toBe(wanted);
  });
});
