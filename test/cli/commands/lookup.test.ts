import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../../src/cli/run-cli.ts';
import { anIo } from '../../builders/an-io.ts';

async function lookup(...args: readonly string[]) {
  const { io, stdout, stderr } = anIo({ stdin: '' });
  const code = await runCli(['lookup', ...args], io);
  return { code, stdout: stdout(), stderr: stderr() };
}

const ORDERS = ['--parameters', '{"tableName":"orders"}'];

describe('cli/commands/lookup', () => {
  it.each([
    [[], []],
    [ORDERS, ['arn:aws:dynamodb:${Region}:${Account}:table/orders']],
    [
      [...ORDERS, '--region', 'eu-west-1', '--account', '111122223333'],
      ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders'],
    ],
    [
      [...ORDERS, '--region', 'cn-north-1', '--account', '111122223333'],
      ['arn:aws-cn:dynamodb:cn-north-1:111122223333:table/orders'],
    ],
  ])('fills the resource with what %j tell', async (flags, resources) => {
    const { stdout } = await lookup('dynamodb', 'Scan', '--json', ...flags);

    expect(JSON.parse(stdout)).toMatchObject({
      required: [{ action: 'dynamodb:Scan', resources }],
    });
  });

  it.each([
    [
      ['dynamodb', 'Scan', '--parameters', '{'],
      /^rolemender: --parameters: expected a JSON object/,
    ],
    [
      ['dynamodb', 'Scan', '--parameters', '[]'],
      /^rolemender: --parameters: expected a JSON object/,
    ],
    [['dynamodb', 'Scan', '--region', 'x/y'], /^rolemender: --region: "x\/y" is no region/],
    [['dynamodb', 'Scan', '--account', '12'], /^rolemender: --account: "12" is no account id/],
    [['-', '--account', '111122223333'], /^rolemender: --account is for one look-up by name/],
  ])('refuses %j in one line', async (args, line) => {
    const { code, stdout, stderr } = await lookup(...args);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
