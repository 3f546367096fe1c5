import { join } from 'node:path';
import { type Io, withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { reportFeed } from '../feed-files.ts';
import { dataDirectoryOf, type LocalOptions, withLocalOptions } from '../local-verb.ts';
import { renderFindingAnswer } from '../render/answer-line.ts';
import { toTerminalText } from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = LocalOptions & {
  readonly port: string;
  readonly watch?: string;
  readonly sample?: boolean;
};

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command)
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', '4646')
    .option('--watch <folder>', 'take in every file that appears in this folder')
    .option('--sample', 'start with a sample account and its denials, in a directory of their own');
  withExamples(
    command,
    'rolemender serve --sample',
    'rolemender serve --snapshot account.json --watch ./denials',
  );
  return async ({ options }) => {
    const { port, watch, sample = false, ...local } = options as Options;
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      throw new UsageError(`--port: "${port}" is no port; a number from 0 to 65535`);
    }
    await serve({ port: Number(port), watch, sample, local }, io);
    return EXIT_CODES.done;
  };
};

async function serve(
  options: {
    readonly port: number;
    readonly watch: string | undefined;
    readonly sample: boolean;
    readonly local: LocalOptions;
  },
  io: Io,
): Promise<void> {
  const { openLocalApp } = await import('../../compose/open-local-app.ts');
  const { serveLocal } = await import('../../compose/serve-local.ts');
  const { DEMO_ACCOUNT, feedDemo } = await import('../../compose/demo/demo.ts');
  const { sample, local, watch } = options;
  const snapshot = sample ? { json: DEMO_ACCOUNT } : local.snapshot && { file: local.snapshot };
  const app = await openLocalApp({
    dataDirectory: join(dataDirectoryOf(local, io), sample ? 'sample' : ''),
    ...(snapshot ? { snapshot } : {}),
    onAnnounced: (finding) =>
      void io.stderr.write(`${toTerminalText(finding.id)}: ${renderFindingAnswer(finding)}\n`),
  });
  const stop = stopOnSignals();
  try {
    await app.resume();
    if (sample) await feedDemo(app);
    await serveLocal(app, {
      port: options.port,
      ...(watch === undefined ? {} : { watch }),
      signal: stop.signal,
      onReady: (url) =>
        write(io.stdout, `The console is at ${url}\nCtrl-C stops it; what was decided is kept.\n`),
      onFed: async (file, summary) => {
        await write(io.stderr, `${toTerminalText(file)}: `);
        await reportFeed(summary, io);
      },
    });
  } finally {
    stop.release();
    await app.close();
  }
}

function stopOnSignals(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  return {
    signal: controller.signal,
    release: () => void process.off('SIGINT', abort).off('SIGTERM', abort),
  };
}
