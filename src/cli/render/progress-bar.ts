import type { Io } from '../command.ts';

/** Shows how many bytes were read; `stop` takes the bar away. */
export type ProgressBar = {
  readonly update: (read: number) => void;
  readonly stop: () => Promise<void>;
};

// A bar that flashes up for a short run is noise.
const PATIENCE_MS = 1000;

/**
 * A bar on stderr for inputs that take longer than a second, on a terminal only; the library is
 * loaded only then. `total` in bytes, undefined where it is not known: then there is no bar.
 */
export function createProgressBar(io: Io, total: number | undefined): ProgressBar {
  const began = Date.now();
  let bar: Promise<{ update(value: number): void; stop(): void }> | undefined;
  return {
    update(read) {
      if (total === undefined || !io.isTTY.stderr || Date.now() - began < PATIENCE_MS) return;
      bar ??= startBar(io, total);
      void bar.then((shown) => shown.update(Math.round(read / 1024)));
    },
    stop: async () => (await bar)?.stop(),
  };
}

async function startBar({ stderr }: Io, total: number) {
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream: stderr,
    clearOnComplete: true,
    hideCursor: true,
    format: 'reading {bar} {percentage} % of {total} KiB, {eta} s left',
  });
  bar.start(Math.round(total / 1024), 0);
  return bar;
}
