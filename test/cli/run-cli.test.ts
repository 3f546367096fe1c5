import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { Verb } from '../../src/cli/command.ts';
import { EXIT_CODES, type ExitCode } from '../../src/cli/exit-codes.ts';
import { isColourWanted, runCli } from '../../src/cli/run-cli.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { VERBS } from '../../src/cli/verbs.ts';
import { write } from '../../src/cli/write.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { anIo } from '../builders/an-io.ts';

/** A verb that does what the test wants; `loads` counts how often its module was loaded. */
function aVerb(act: (args: readonly string[]) => Promise<ExitCode>, name = 'work') {
  const loads = { count: 0 };
  const verb: Verb = {
    name,
    summary: `${name} of the test`,
    load: () => {
      loads.count++;
      const register = (command: Parameters<Awaited<ReturnType<Verb['load']>>['register']>[0]) => {
        command.argument('[word...]');
        return ({ args }: { readonly args: readonly string[] }) => act(args);
      };
      return Promise.resolve({ register });
    },
  };
  return { verb, loads };
}

describe('cli/run-cli', () => {
  it.each(Object.values(EXIT_CODES))('passes on the exit code %d of a verb', async (code) => {
    const { verb } = aVerb(() => Promise.resolve(code));

    expect(await runCli(['work', 'a', 'b'], anIo().io, [verb])).toBe(code);
  });

  it.each([
    ['bad usage', new UsageError('name a file'), 2],
    ['a file that is not there', new AppError('not-found', 'x: there is no such file'), 2],
    ['data that is not what it should be', new AppError('invalid-data', 'x: no policy'), 2],
    ['a system that does not answer', new AppError('unavailable', 'IAM does not answer'), 70],
    ['a bug', new TypeError('x is not a function'), 70],
    ['a broken pipe', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), 0],
  ])('ends with one line and the right code for %s', async (_, error, code) => {
    const { verb } = aVerb(() => Promise.reject(error));
    const { io, stdout, stderr } = anIo();

    expect(await runCli(['work'], io, [verb])).toBe(code);

    expect(stdout()).toBe('');
    expect(stderr().split('\n')).toHaveLength(code === 0 ? 1 : 2);
    expect(stderr()).not.toContain('run-cli.test.ts');
  });

  it('prints the stack only with --debug', async () => {
    const { verb } = aVerb(() => Promise.reject(new TypeError('x is not a function')));
    const { io, stderr } = anIo();

    await runCli(['work', '--debug'], io, [verb]);

    expect(stderr()).toContain('run-cli.test.ts');
  });

  it('makes control characters of a failure visible', async () => {
    const { verb } = aVerb(() => Promise.reject(new UsageError('\u001b[31mred')));
    const { io, stderr } = anIo();

    await runCli(['work'], io, [verb]);

    expect(stderr()).toBe('rolemender: \\u{1b}[31mred\n');
  });

  it('loads only the verb that is asked for, and none for --help and --version', async () => {
    const [asked, other] = [
      aVerb(() => Promise.resolve(0)),
      aVerb(() => Promise.resolve(0), 'other'),
    ];
    const verbs = [asked.verb, other.verb];

    await runCli(['--help'], anIo().io, verbs);
    await runCli(['--version'], anIo().io, verbs);
    expect([asked.loads.count, other.loads.count]).toEqual([0, 0]);
    await runCli(['--no-colour', 'work', 'other'], anIo().io, verbs);
    expect([asked.loads.count, other.loads.count]).toEqual([1, 0]);
  });

  it('names the unknown verb whose help is asked for, as it does when it is called', async () => {
    const [called, byHelp] = [anIo(), anIo()];

    expect(await runCli(['explian'], called.io)).toBe(2);
    expect(await runCli(['help', 'explian'], byHelp.io)).toBe(2);

    expect(called.stderr()).toContain("unknown command 'explian'");
    expect([byHelp.stderr(), byHelp.stdout()]).toEqual([called.stderr(), '']);
  });

  it('prints help when nothing is asked', async () => {
    const { io, stdout } = anIo();

    expect(await runCli([], io)).toBe(0);
    for (const { name, summary } of VERBS) {
      expect(stdout()).toContain(name);
      expect(stdout().replace(/\s+/g, ' ')).toContain(summary);
    }
  });

  it.each(VERBS.map(({ name }) => name))(
    'shows usage and an example in the help of %s',
    async (name) => {
      const [direct, byHelp] = [anIo(), anIo()];

      expect(await runCli([name, '--help'], direct.io)).toBe(0);
      expect(await runCli(['help', name], byHelp.io)).toBe(0);

      expect(direct.stdout()).toContain(`Usage: rolemender ${name}`);
      expect(direct.stdout()).toMatch(new RegExp(`\\$ (.*\\| )?rolemender ${name}`));
      expect(byHelp.stdout()).toBe(direct.stdout());
    },
  );

  it.each([
    [['exlpain'], "unknown command 'exlpain' (Did you mean explain?)"],
    [['explain', '--formt', 'cdk'], "unknown option '--formt' (Did you mean --format?)"],
    [['--hlep'], "unknown option '--hlep' (Did you mean --help?)"],
    [['explain'], 'name a file, or - for standard input; see rolemender explain --help'],
    [
      ['simulate', '--action', 's3:GetObject'],
      '--principal, --action and --resource belong together',
    ],
  ])('answers %j with exit code 2 and one line', async (argv, line) => {
    const { io, stdout, stderr } = anIo();

    expect(await runCli(argv, io)).toBe(2);

    expect(stdout()).toBe('');
    expect(stderr()).toBe(`rolemender: ${line}\n`);
  });

  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('decides about colour by %j on a terminal (%s): %s', (env, isTerminal, wanted) => {
    expect(isColourWanted(env, isTerminal)).toBe(wanted);
  });

  it('waits for a slow reader', async () => {
    let taken = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => void setTimeout(() => done(void taken++), 20),
    });

    await write(slow, 'a');
    await write(slow, 'b');

    expect(taken).toBe(2);
  });
});
