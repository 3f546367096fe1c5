import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalApp } from '../../compose/local-app.ts';
import { withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { tellStory } from '../demo-story.ts';

export const register: RegisterVerb = (command, io) => {
  command.option('--data <dir>', 'keep the data here; a demo that was interrupted goes on');
  withExamples(command, 'rolemender demo', 'rolemender demo --data ./demo-data');
  return async ({ options }) => {
    const kept = (options as { data?: string }).data;
    const dataDirectory = kept ?? (await mkdtemp(join(tmpdir(), 'rolemender-')));
    try {
      return await runDemo(dataDirectory, (app) => tellStory(app, io));
    } finally {
      if (kept === undefined) await rm(dataDirectory, { recursive: true });
    }
  };
};

async function runDemo(
  dataDirectory: string,
  story: (app: LocalApp) => Promise<void>,
): Promise<ExitCode> {
  const { openLocalApp } = await import('../../compose/open-local-app.ts');
  const { DEMO_ACCOUNT } = await import('../../compose/demo/demo.ts');
  const app = await openLocalApp({ dataDirectory, snapshot: { json: DEMO_ACCOUNT } });
  try {
    await app.resume();
    await story(app);
    return EXIT_CODES.done;
  } finally {
    await app.close();
  }
}
