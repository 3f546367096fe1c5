import type { Context } from 'hono';
import type { LocalApp } from '../compose/local-app.ts';
import type { Session, Sessions } from './session.ts';

/** Everything the console works on. */
export type ConsoleDeps = {
  readonly app: LocalApp;
  /** At least 128 bits; whoever has it may do everything the console can. */
  readonly token: string;
  /** The port that answers, known once it listens. */
  readonly port: () => number;
  /** The time as ISO 8601 UTC. */
  readonly now: () => string;
  /** Hears of faults that the page hides behind one sentence. */
  readonly onFault?: (error: unknown) => void;
};

/** The same with what the console makes of it; handed to every route. */
export type ConsoleParts = ConsoleDeps & { readonly sessions: Sessions };

export type ConsoleEnv = { Variables: { session: Session } };
export type ConsoleContext = Context<ConsoleEnv>;
