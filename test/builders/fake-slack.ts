import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SLACK_SCOPES } from '../../src/domain/deployment/subject.ts';
import { faultsOfMessage, faultsOfView } from './block-kit.ts';
import { type FakePerson, toUser, toWho } from './slack-people.ts';
import { type SignedRequest, toAnswers, toButton, toSignedRequest } from './slack-requests.ts';

type Json = Readonly<Record<string, unknown>>;

export type FakeMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly metadata: Json | null;
  /** What it shows now; `edits` counts how often it was changed. */
  text: string;
  blocks: readonly Json[];
  edits: number;
};

/**
 * How a call goes wrong. `error`: Slack's `ok: false`. `status`: HTTP. `lost`: it is done, and the answer never
 * comes. `reset`: it is not done. `no-ts`: done, answered `ok` without `ts`. `rate`: 429 with `Retry-After`.
 */
export type SlackFault =
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'rate'; readonly retryAfterSeconds: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'no-ts' };

export type FakeSlackOptions = {
  readonly token?: string;
  readonly signingSecret?: string;
  readonly teamId?: string;
  /** Of one channel: Slack takes about one message a second. 0 turns it off. */
  readonly messagesPerSecond?: number;
  readonly now?: () => number;
};

/** A workspace on the loopback that keeps Slack's rules: token, limits of Block Kit, rates, channels, people. */
export type FakeSlack = {
  /** For `slackApiUrl`. */
  readonly url: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly messages: FakeMessage[];
  readonly ephemerals: { channel: string | null; user: string | null; text: string }[];
  /** Dialogs that were opened, newest last. */
  readonly views: (Json & { readonly id: string; readonly openedBy: string })[];
  readonly calls: { readonly method: string; readonly args: Json; readonly status: number }[];
  readonly people: Map<string, FakePerson>;
  readonly groups: Map<string, readonly string[]>;
  readonly channels: Map<string, 'open' | 'archived' | 'not-joined'>;
  /** Accepts another token from now on: the old one answers `invalid_auth`. */
  rotateToken(token: string): void;
  /** The next call of the method goes wrong; faults of one method queue up. */
  fail(method: string, ...faults: readonly SlackFault[]): void;
  /** The request of a click on a button (its words begin with `label`) of a message. */
  click(message: FakeMessage, label: string, userId: string): SignedRequest;
  /** The request of a dialog sent with these answers (block and action share their name). */
  submit(viewId: string, answers: Readonly<Record<string, string>>, userId: string): SignedRequest;
  /** Any payload, signed as of now. */
  sign(payload: Json): SignedRequest;
  close(): Promise<void>;
};

type State = {
  readonly options: Required<FakeSlackOptions>;
  token: string;
  readonly faults: Map<string, SlackFault[]>;
  readonly lastPostAt: Map<string, number>;
  readonly triggers: Map<string, { readonly userId: string; readonly at: number }>;
  serial: number;
  fake: FakeSlack;
};

export async function aFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const all = {
    token: 'xoxb-fake',
    signingSecret: 'fake-signing-secret',
    teamId: 'T0FAKE',
    messagesPerSecond: 1,
    now: Date.now,
    ...options,
  };
  const state = {
    options: all,
    token: all.token,
    faults: new Map(),
    lastPostAt: new Map(),
    triggers: new Map(),
    serial: 0,
  } as Omit<State, 'fake'> as State;
  const server = createServer((request, response) => void serve(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.fake = {
    url: `${base}/api/`,
    signingSecret: all.signingSecret,
    teamId: all.teamId,
    messages: [],
    ephemerals: [],
    views: [],
    calls: [],
    people: new Map(),
    groups: new Map(),
    channels: new Map(),
    rotateToken: (token) => {
      state.token = token;
    },
    fail: (method, ...faults) => {
      state.faults.set(method, [...(state.faults.get(method) ?? []), ...faults]);
    },
    click: (message, label, userId) => click(state, base, message, label, userId),
    submit: (viewId, answers, userId) => submit(state, viewId, answers, userId),
    sign: (payload) => toSignedRequest(all, payload),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return state.fake;
}

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const path = request.url ?? '';
  if (path.startsWith('/response/')) {
    const reply = JSON.parse(body) as Json;
    state.fake.ephemerals.push({ channel: null, user: null, text: String(reply['text']) });
    response.end('ok');
    return;
  }
  if (!path.startsWith('/api/')) {
    response.writeHead(404).end('used_url');
    return;
  }
  const method = path.replace(/^\/api\//, '').replace(/\?.*$/, '');
  const args = argsOf(body);
  const fault = state.faults.get(method)?.shift();
  const early = fault && toEarlyAnswer(fault);
  if (early === 'reset') {
    state.fake.calls.push({ method, args, status: 0 });
    request.socket.destroy();
    return;
  }
  const isGenuine = request.headers.authorization === `Bearer ${state.token}`;
  const answer =
    early ?? (isGenuine ? answerOf(state, method, args) : ok({ ok: false, error: 'invalid_auth' }));
  state.fake.calls.push({ method, args, status: answer.status });
  if (fault?.kind === 'lost') {
    request.socket.destroy();
    return;
  }
  const result = fault?.kind === 'no-ts' ? { ...answer.body, ts: undefined } : answer.body;
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(fault?.kind === 'malformed' ? '{"ok":tr' : JSON.stringify(result));
}

type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
};

function ok(body: Json): Answer {
  return { status: 200, body };
}

function error(name: string): Answer {
  return ok({ ok: false, error: name });
}

function tooFast(seconds: number): Answer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false } };
}

function toEarlyAnswer(fault: SlackFault): Answer | 'reset' | undefined {
  switch (fault.kind) {
    case 'error':
      return error(fault.error);
    case 'status':
      return { status: fault.status, body: {} };
    case 'rate':
      return tooFast(fault.retryAfterSeconds);
    case 'reset':
      return 'reset';
    case 'lost':
    case 'malformed':
    case 'no-ts':
      return undefined;
  }
}

// The SDK sends forms in which everything that is no text is JSON.
function argsOf(body: string): Json {
  const entries = [...new URLSearchParams(body)].map(([name, value]) => {
    const isJson = ['blocks', 'metadata', 'view'].includes(name);
    return [name, isJson ? (JSON.parse(value) as unknown) : value] as const;
  });
  return Object.fromEntries(entries);
}

function answerOf(state: State, method: string, args: Json): Answer {
  const { fake } = state;
  switch (method) {
    case 'auth.test':
      return {
        status: 200,
        headers: { 'x-oauth-scopes': SLACK_SCOPES.join(',') },
        body: {
          ok: true,
          team_id: fake.teamId,
          user: 'rolemender',
          user_id: 'U0BOT',
          bot_id: 'B0BOT',
        },
      };
    case 'chat.postMessage':
      return postMessage(state, args);
    case 'chat.update':
      return updateMessage(state, args);
    case 'chat.postEphemeral':
      fake.ephemerals.push({
        channel: String(args['channel']),
        user: String(args['user']),
        text: String(args['text']),
      });
      return ok({ ok: true, message_ts: nextTs(state) });
    case 'views.open':
      return openView(state, args);
    case 'conversations.history': {
      const fault = channelFault(state, args);
      const oldest = Number(args['oldest'] ?? 0);
      const own = fake.messages.filter(
        ({ channel, ts, threadTs }) =>
          channel === args['channel'] && Number(ts) >= oldest && threadTs === null,
      );
      const messages = own
        .toReversed()
        .slice(0, Number(args['limit'] ?? 100))
        .map(toHistoryEntry);
      return fault ?? ok({ ok: true, messages });
    }
    case 'conversations.replies': {
      const messages = fake.messages
        .filter(({ channel, threadTs }) => channel === args['channel'] && threadTs === args['ts'])
        .map(toHistoryEntry);
      return channelFault(state, args) ?? ok({ ok: true, messages });
    }
    case 'users.info': {
      const user = toUser(fake, String(args['user']));
      return user === undefined ? error('user_not_found') : ok({ ok: true, user });
    }
    case 'usergroups.users.list': {
      const users = fake.groups.get(String(args['usergroup']));
      return users === undefined ? error('no_such_subteam') : ok({ ok: true, users });
    }
    default:
      return error('unknown_method');
  }
}

function toHistoryEntry({ ts, text, metadata }: FakeMessage): Json {
  return { ts, text, bot_id: 'B0BOT', ...(metadata && { metadata }) };
}

function channelFault({ fake }: State, args: Json): Answer | undefined {
  switch (fake.channels.get(String(args['channel']))) {
    case 'open':
      return undefined;
    case 'archived':
      return error('is_archived');
    case 'not-joined':
      return error('not_in_channel');
    case undefined:
      return error('channel_not_found');
  }
}

function nextTs(state: State): string {
  state.serial += 1;
  const seconds = Math.floor(state.options.now() / 1000);
  return `${seconds}.${String(state.serial).padStart(6, '0')}`;
}

function postMessage(state: State, args: Json): Answer {
  const { fake, options, lastPostAt } = state;
  const channel = String(args['channel']);
  const fault = channelFault(state, args);
  if (fault !== undefined) return fault;
  const now = options.now();
  const gap = options.messagesPerSecond === 0 ? 0 : 1000 / options.messagesPerSecond;
  const wait = (lastPostAt.get(channel) ?? -Infinity) + gap - now;
  if (wait > 0) return tooFast(Math.ceil(wait / 1000));
  const faults = faultsOfMessage(args);
  if (faults.length > 0) return invalidBlocks(faults);
  lastPostAt.set(channel, now);
  const ts = nextTs(state);
  fake.messages.push({
    channel,
    ts,
    threadTs: typeof args['thread_ts'] === 'string' ? args['thread_ts'] : null,
    metadata: (args['metadata'] as Json | undefined) ?? null,
    text: String(args['text']),
    blocks: args['blocks'] as Json[],
    edits: 0,
  });
  return ok({ ok: true, channel, ts });
}

function invalidBlocks(faults: readonly string[]): Answer {
  return ok({ ok: false, error: 'invalid_blocks', response_metadata: { messages: faults } });
}

function updateMessage(state: State, args: Json): Answer {
  const fault = channelFault(state, args);
  if (fault !== undefined) return fault;
  const message = state.fake.messages.find(
    ({ channel, ts }) => channel === args['channel'] && ts === args['ts'],
  );
  if (message === undefined) return error('message_not_found');
  const faults = faultsOfMessage(args);
  if (faults.length > 0) return invalidBlocks(faults);
  message.text = String(args['text']);
  message.blocks = args['blocks'] as Json[];
  message.edits += 1;
  return ok({ ok: true, channel: message.channel, ts: message.ts });
}

function openView(state: State, args: Json): Answer {
  const trigger = state.triggers.get(String(args['trigger_id']));
  if (trigger === undefined) return error('invalid_trigger_id');
  if (state.options.now() - trigger.at > 3000) return error('expired_trigger_id');
  const faults = faultsOfView(args['view'] as Json);
  if (faults.length > 0) return invalidBlocks(faults);
  state.serial += 1;
  const view = { ...(args['view'] as Json), id: `V${state.serial}`, openedBy: trigger.userId };
  state.fake.views.push(view);
  return ok({ ok: true, view });
}

function click(
  state: State,
  base: string,
  message: FakeMessage,
  label: string,
  userId: string,
): SignedRequest {
  const button = toButton(message.blocks, label);
  state.serial += 1;
  const trigger = `${state.serial}.trigger`;
  state.triggers.set(trigger, { userId, at: state.options.now() });
  return toSignedRequest(state.options, {
    type: 'block_actions',
    ...toWho(state.fake, userId),
    trigger_id: trigger,
    response_url: `${base}/response/${state.serial}`,
    container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
    channel: { id: message.channel },
    actions: [{ type: 'button', action_id: button['action_id'], value: button['value'] }],
  });
}

function submit(
  state: State,
  viewId: string,
  answers: Readonly<Record<string, string>>,
  userId: string,
): SignedRequest {
  const view = state.fake.views.find(({ id }) => id === viewId);
  if (view === undefined) throw new Error(`no dialog ${viewId}`);
  state.serial += 1;
  return toSignedRequest(state.options, {
    type: 'view_submission',
    ...toWho(state.fake, userId),
    trigger_id: `${state.serial}.trigger`,
    view: { ...view, state: { values: toAnswers(view['blocks'] as Json[], answers) } },
  });
}
