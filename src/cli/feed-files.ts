import type { FeedSummary, LocalApp } from '../compose/local-app.ts';
import type { Io } from './command.ts';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';
import { toTerminalText } from './render/terminal-text.ts';
import { write } from './write.ts';

/** Takes the denials of files in and says on stderr what came of it; unreadable records are named, the rest counts. */
export async function feedFiles(
  app: LocalApp,
  files: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const { readFiles } = await import('../compose/read-inputs.ts');
  return reportFeed(await app.feed(readFiles(files, io.stdin)), io);
}

/** Says on stderr what came of a feed, unreadable records first; answers the exit code of a run that did only this. */
export async function reportFeed(summary: FeedSummary, io: Io): Promise<ExitCode> {
  const { records, counted, duplicates, notDenials, unreadable } = summary;
  for (const reason of unreadable)
    await write(io.stderr, `rolemender: ${toTerminalText(reason)}\n`);
  await write(
    io.stderr,
    `${records} records: ${counted} denials, ${duplicates} seen before, ${notDenials} not denials, ${unreadable.length} unreadable\n`,
  );
  if (unreadable.length === 0) return EXIT_CODES.done;
  return unreadable.length === records ? EXIT_CODES['bad-input'] : EXIT_CODES.partly;
}
