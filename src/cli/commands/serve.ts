import { join } from 'node:path';
import type { LocalApp } from '../../compose/local-app.ts';
import { type Io, withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { reportFeed } from '../feed-files.ts';
import {
  dataDirectoryOf,
  keptWords,
  type LocalOptions,
  tellUnreadable,
  withDataOptions,
} from '../local-verb.ts';
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
  withDataOptions(command)
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
    if (sample && local.snapshot !== undefined) {
      throw new UsageError('--sample and --snapshot do not go together');
    }
    await serve({ port: Number(port), watch, sample, local }, io);
    return EXIT_CODES.done;
  };
};

type ServeOptions = {
  readonly port: number;
  readonly watch: string | undefined;
  readonly sample: boolean;
  readonly local: LocalOptions;
};

async function serve(options: ServeOptions, io: Io): Promise<void> {
  const { serveLocal } = await import('../../compose/serve-local.ts');
  const { feedDemo } = await import('../../compose/demo/demo.ts');
  const { sample, port, watch } = options;
  const app = await openApp(options, io);
  const stop = stopOnSignals();
  try {
    await app.resume();
    if (sample) await feedDemo(app);
    await serveLocal(app, {
      port,
      ...(watch === undefined ? {} : { watch }),
      signal: stop.signal,
      onFault: (error) => void io.stderr.write(`${toTerminalText(String(error))}\n`),
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

async function openApp({ sample, local }: ServeOptions, io: Io): Promise<LocalApp> {
  const { openLocalApp } = await import('../../compose/open-local-app.ts');
  const { DEMO_ACCOUNT } = await import('../../compose/demo/demo.ts');
  const snapshot = sample ? { json: DEMO_ACCOUNT } : local.snapshot && { file: local.snapshot };
  const dataDirectory = join(dataDirectoryOf(local, io), sample ? 'sample' : '');
  return openLocalApp({
    dataDirectory,
    ...(snapshot ? { snapshot } : {}),
    onSnapshotKept: () => {
      if (local.snapshot) io.stderr.write(`${keptWords(dataDirectory, local.snapshot)}\n`);
    },
    onUnreadable: (fault) => tellUnreadable(fault, io),
    onAnnounced: (finding) =>
      void io.stderr.write(`${toTerminalText(finding.id)}: ${renderFindingAnswer(finding)}\n`),
  });
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
