import { describe, expect, it } from '@jest/globals';
import { templateEditor } from '../../../src/iac/_template/template-editor.ts';
import type { EditOutcome } from '../../../src/iac/editor.ts';

const FILE = '# orders\nallow s3:GetObject on arn:aws:s3:::orders/*\n# end\n';

async function edit(text: string, Action: string, Resource: string): Promise<EditOutcome> {
  const statements = [{ Effect: 'Allow' as const, Action, Resource }];
  return await templateEditor.edit({ path: 'a.policy-lines', text }, '', { statements });
}

describe('iac/_template/template-editor', () => {
  it('grows a statement', async () => {
    const outcome = await edit(FILE, 's3:PutObject', 'arn:aws:s3:::orders/*');

    expect(outcome).toMatchObject({
      kind: 'edited',
      text: FILE.replace(' on', ' s3:PutObject on'),
    });
  });

  it('appends a statement', async () => {
    const outcome = await edit(FILE, 'sqs:ListQueues', '*');

    expect(outcome).toMatchObject({ kind: 'edited', text: `${FILE}allow sqs:ListQueues on *\n` });
  });

  it.each([
    [FILE, 's3:GetObject', 'arn:aws:s3:::orders/*', { kind: 'already-present' }],
    ['deny all\n', 's3:GetObject', '*', { kind: 'unsupported', reason: 'syntax-error' }],
    [`# do not edit\n${FILE}`, 's3:PutObject', '*', { reason: 'generated-file' }],
    [FILE, 's3:PutObject', 'arn:aws:s3:::a\nallow * on *', { reason: 'not-expressible' }],
  ])('says of %j with %s on %j why it changes nothing', async (text, action, resource, outcome) => {
    expect(await edit(text, action, resource)).toMatchObject(outcome);
  });
});
