import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../../src/cli/run-cli.ts';
import type { Answer } from '../../../src/domain/finding/answer.ts';
import { toExplainExitCode } from '../../../src/cli/explain-exit-code.ts';
import { anIo } from '../../builders/an-io.ts';
import { aDenialRecord } from '../../builders/a-record.ts';

async function explain(stdin: string | Buffer, ...options: readonly string[]) {
  const { io, stdout, stderr } = anIo({ stdin, colour: false });
  const code = await runCli(['explain', ...options, '-'], io);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** A generator whose numbers depend on the seed alone. */
function numbers(seed: string): (below: number) => number {
  let n = 0;
  return (below) => createHash('sha256').update(`${seed} ${n++}`).digest().readUInt32BE() % below;
}

describe('cli/commands/explain', () => {
  it.each<[readonly Answer[], number]>([
    [[], 0],
    [['not-a-denial'], 0],
    [['fixable'], 0],
    [['fixable', 'not-a-denial'], 0],
    [['unreadable'], 2],
    [['no-allow-can-fix'], 3],
    [['no-allow-can-fix', 'not-a-denial'], 3],
    [['refused-by-guardrail'], 4],
    [['fixable', 'no-allow-can-fix'], 5],
    [['fixable', 'refused-by-guardrail'], 5],
    [['refused-by-guardrail', 'no-allow-can-fix'], 5],
    [['unreadable', 'fixable'], 5],
    [['unreadable', 'not-a-denial'], 5],
  ])('ends %j with exit code %d', (answers, code) => {
    expect(toExplainExitCode(new Set(answers))).toBe(code);
  });

  it.each([
    [['--policy', 'p.json', '--snapshot', 'a.json'], '--policy and --snapshot do not go together'],
    [
      ['--format', 'cfn', '--snapshot', 'a.json'],
      '--format goes with neither --policy nor --snapshot',
    ],
  ])('refuses options of which one would be ignored: %j', async (options, words) => {
    const { code, stdout, stderr } = await explain('AccessDenied', ...options);

    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `rolemender: ${words}\n`,
    });
  });

  it('says of a missing policy no more than that it is missing', async () => {
    const { code, stderr } = await explain('AccessDenied', '--policy', 'no-such-policy.json');

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'rolemender: no-such-policy.json: there is no such file\n',
    });
  });

  it('names the call of a pasted text without the service that it does not name', async () => {
    const { stdout } = await explain(
      'An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: arn:aws:sts::111122223333:assumed-role/web/s is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::media because no identity-based policy allows the s3:ListBucket action',
    );

    expect(stdout).toContain('call ListObjectsV2\n');
  });

  it('numbers every record across files and drops none with --each', async () => {
    const input = `${JSON.stringify({ Records: [aDenialRecord(1), aDenialRecord(2)] })}\n{"broken\n${JSON.stringify(aDenialRecord(3))}\n`;
    const { io, stdout } = anIo({ stdin: input });

    const code = await runCli(['explain', '--each', 'missing-file.json', '-'], io);

    const lines = stdout()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ input, kind }) => [input, kind])).toEqual([
      [1, 'unreadable'],
      [2, 'denial'],
      [3, 'denial'],
      [4, 'unreadable'],
      [5, 'denial'],
    ]);
    expect(code).toBe(5);
  });

  it('groups a storm into one finding with a count and the first and last time', async () => {
    const storm = Array.from({ length: 10_000 }, (_, n) =>
      JSON.stringify(
        aDenialRecord(0, {
          eventID: `e${n}`,
          eventTime: new Date(Date.UTC(2026, 2, 1) + n * 1000).toISOString(),
        }),
      ),
    );

    const { stdout } = await explain(storm.join('\n'), '--json');

    const { findings } = JSON.parse(stdout) as { findings: readonly Record<string, unknown>[] };
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      count: 10_000,
      firstSeenAt: '2026-03-01T00:00:00.000Z',
      lastSeenAt: '2026-03-01T02:46:39.000Z',
    });
  });

  it.each([['--json'], ['--each'], ['--json', '--redact']])(
    'prints nothing but JSON with %s',
    async (...options) => {
      const { stdout } = await explain(`${JSON.stringify(aDenialRecord())}\nnoise\n`, ...options);

      for (const document of options.includes('--each') ? stdout.trimEnd().split('\n') : [stdout]) {
        expect(() => JSON.parse(document) as unknown).not.toThrow();
      }
    },
  );

  it('prints the same bytes twice', async () => {
    const input = Array.from({ length: 50 }, (_, n) => JSON.stringify(aDenialRecord(n))).join('\n');

    expect(await explain(input, '--json')).toEqual(await explain(input, '--json'));
  });

  it('prints no request parameter and no other secret of the event', async () => {
    const record = aDenialRecord(0, {
      requestParameters: { secretString: 'hunter2-parameter' },
      responseElements: { token: 'hunter2-response' },
      additionalEventData: { x: 'hunter2-additional' },
    });
    for (const option of ['--json', '--each', '--format=terraform', '--redact']) {
      expect((await explain(JSON.stringify(record), option)).stdout).not.toContain('hunter2');
    }
    expect((await explain(JSON.stringify(record))).stdout).not.toMatch(
      /hunter2|ASIAEXAMPLE|10\.0\.12\.34/,
    );
  });

  it.each([[], ['--json'], ['--each'], ['--format=cfn'], ['--format=cdk']])(
    'lets no account id, address, key id or e-mail through with --redact %s',
    async (...options) => {
      const record = JSON.stringify(aDenialRecord())
        .replaceAll('0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'jane.doe@corp.example')
        .replaceAll('table/orders-0', 'table/orders-10.0.12.34-ASIAEXAMPLEEXAMPLE12');
      const broken = '{"a":"111122223333" jane.doe@corp.example';

      const { stdout, stderr } = await explain(`${record}\n${broken}\n`, '--redact', ...options);

      expect(stdout + stderr).not.toMatch(
        /111122223333|10\.0\.12\.34|ASIAEXAMPLEEXAMPLE12|jane\.doe/,
      );
      expect(stdout).toContain('900000000001');
    },
  );

  it('colours on request and never otherwise', async () => {
    const record = JSON.stringify(aDenialRecord());
    const coloured = anIo({ stdin: record, colour: true });
    await runCli(['explain', '-'], coloured.io);
    const refused = anIo({ stdin: record, colour: true });
    await runCli(['explain', '-', '--no-colour'], refused.io);

    expect(coloured.stdout()).toContain('\u001b[');
    expect(refused.stdout()).not.toContain('\u001b[');
    expect((await explain(record)).stdout).toBe(refused.stdout());
  });

  it('answers 200 mutilated files with lines of its own, never with a stack trace', async () => {
    const whole = [
      JSON.stringify(aDenialRecord(), null, 2),
      `${JSON.stringify({ Records: [aDenialRecord(1), aDenialRecord(2)] })}\n`,
      readFileSync(
        new URL('../../golden/cli/ecs-execution-role/input.json', import.meta.url),
        'utf8',
      ),
    ];
    const pieces = [
      '',
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      '\u0000',
      '\n',
      '\\',
      '9',
      'null',
      '\u001b[2J',
      'ÿ',
    ];
    for (let file = 0; file < 200; file++) {
      const pick = numbers(`file ${file}`);
      let text = whole[pick(whole.length)]!;
      for (let harm = 0; harm <= pick(3); harm++) {
        const at = pick(text.length);
        text = text.slice(0, at) + pieces[pick(pieces.length)]! + text.slice(at + pick(20));
      }
      const { code, stdout, stderr } = await explain(text);
      const shown = `file ${file}: ${code}\n${stdout}${stderr}`;
      expect([0, 2, 3, 4, 5].includes(code) ? '' : shown).toBe('');
      expect(/\n\s+at .*[:(]\d+|TypeError|undefined|\[object/.test(shown) ? shown : '').toBe('');
      for (const line of stderr.split('\n').filter(Boolean)) expect(line).toMatch(/^rolemender: /);
      if (code === 2) expect(stderr).toMatch(/byte \d+\)|standard input: /);
    }
  });
});
