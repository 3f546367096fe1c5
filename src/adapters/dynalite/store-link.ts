import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';
import { DAMAGED_STATUS, type Answer, type Call } from './answer.ts';
import { openDatabase, type Database } from './database.ts';
import { createSocketClient, isOwnerGone, type SocketClient } from './socket-client.ts';
import { socketPathOf } from './socket-path.ts';
import { serveOnSocket, type SocketServer } from './socket-server.ts';

/** How long a call waits for somebody to own the store: an owner that closes or starts needs far less. */
const PATIENCE_MS = 15_000;

/** The way to a store on disk that many processes share; whoever gets LevelDB's lock owns it and serves the others. */
export type StoreLink = { send(call: Call): Promise<Answer>; close(): Promise<void> };

type Owned = { readonly database: Database; readonly server: SocketServer };

type State = {
  readonly directory: string;
  readonly client: SocketClient;
  owned: Owned | undefined;
  election: Promise<void> | undefined;
  closed: boolean;
};

/** `directory` is a real path, and this process has no other link to it (see `joinStore`). */
export function createStoreLink(directory: string): StoreLink {
  const state: State = {
    directory,
    client: createSocketClient(socketPathOf(directory)),
    owned: undefined,
    election: undefined,
    closed: false,
  };
  return {
    async send(call) {
      const answer = await sendToOwner(state, call);
      if (answer.status !== DAMAGED_STATUS) return answer;
      throw new AppError('invalid-data', `the store in ${directory} is damaged: ${answer.body}`, {
        context: { directory },
      });
    },
    async close() {
      state.closed = true;
      await state.election?.catch(() => undefined);
      await release(state.owned);
      state.client.close();
    },
  };
}

/** A call that was cut off is sent again, perhaps to another owner: the store's writes recognise themselves. */
async function sendToOwner(state: State, call: Call): Promise<Answer> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    if (state.closed) throw new Error(`the store in ${state.directory} is closed`);
    if (state.owned !== undefined) return state.owned.database.answer(call);
    try {
      return await state.client.send(call);
    } catch (error) {
      if (!isOwnerGone(error) || performance.now() > deadline) {
        throw toUnanswered(error, state.directory);
      }
    }
    state.election ??= elect(state).finally(() => {
      state.election = undefined;
    });
    await state.election;
  }
}

/** Without `cause`: the AWS SDK would look into it and try again, which was done here already. */
function toUnanswered(error: unknown, directory: string): AppError {
  const { message } = error as Error;
  return new AppError(
    'unavailable',
    `the process that holds the store in ${directory} does not answer: ${message}`,
    { context: { directory } },
  );
}

async function elect(state: State): Promise<void> {
  const database = await openDatabase(join(state.directory, 'data'));
  if (database === 'held') {
    // Somebody else won, and listens soon. The times differ so that the losers do not all come at once.
    await sleep(5 + Math.random() * 20);
    return;
  }
  try {
    const path = socketPathOf(state.directory);
    const server = await serveOnSocket(path, (call) => database.answer(call));
    state.owned = { database, server };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function release(owned: Owned | undefined): Promise<void> {
  // In this order: the socket may be removed only while the lock is held, or a new owner's would be.
  await owned?.server.close();
  await owned?.database.close();
}
