import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { bundleHandler } from '../../scripts/bundle/bundle-handler.ts';
import { aFunction, type TestFunction } from '../builders/lambda-functions.ts';
import { toSignedRequest } from '../builders/slack-requests.ts';

const HANDLER = fileURLToPath(new URL('../../handlers/slack-interacted.ts', import.meta.url));
const SLACK_SECONDS = 3;

// The built bundle in a process of its own, and an AWS that does not answer, or not well.
describe('scenarios/slack-answer', () => {
  let folder: string;
  let metafile: Metafile;
  let aws: Server;
  let endpoint: string;
  let answered: TestFunction | undefined;
  let behaviour: 'hangs' | 'fails' = 'hangs';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolemender-slack-'));
    metafile = await bundleHandler(HANDLER, folder);
    aws = createServer((_request, response) => {
      if (behaviour === 'fails') response.writeHead(500).end('{}');
    });
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
  });
  afterEach(() => answered?.stop());
  afterAll(async () => {
    aws.closeAllConnections();
    await new Promise((resolve) => aws.close(resolve));
    await rm(folder, { recursive: true });
  });

  function slackInteracted(): TestFunction {
    answered = aFunction({
      file: join(folder, 'index.mjs'),
      slackUrl: 'http://127.0.0.1:9/',
      environment: {
        AWS_REGION: 'us-east-1',
        AWS_LAMBDA_FUNCTION_NAME: 'rolemender-prod-slack-interacted',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL: endpoint,
        STATE_TABLE: 'state',
        DECISION_QUEUE_URL: `${endpoint}/000000000000/decisions.fifo`,
        SLACK_SECRET_ID: 'slack',
      },
    });
    return answered;
  }

  const request = (payload: object = { type: 'block_actions' }) =>
    toSignedRequest({ signingSecret: 'any', now: Date.now }, { ...payload });

  it('row 37: loads no client of AWS before a request has a signature of the right form', () => {
    const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint)![0];
    const eager = new Set<string>();
    const visit = (output: string): void => {
      if (eager.has(output)) return;
      eager.add(output);
      for (const { path, kind } of metafile.outputs[output]?.imports ?? []) {
        if (kind === 'import-statement' && metafile.outputs[path]) visit(path);
      }
    };
    visit(entry);
    const inputs = [...eager].flatMap((output) =>
      Object.keys(metafile.outputs[output]?.inputs ?? {}),
    );
    expect(inputs.filter((path) => /@aws-sdk|@smithy|@slack\/web-api/.test(path))).toEqual([]);
    expect(Object.keys(metafile.inputs).some((path) => path.includes('@aws-sdk'))).toBe(true);
  });

  it.each([
    ['no signature', {}],
    ['a signature of another form', { 'x-slack-signature': 'v1=00' }],
    ['no time', { ...request().headers, 'x-slack-request-timestamp': '' }],
    ['an old time', { ...request().headers, 'x-slack-request-timestamp': '1531420618' }],
  ])('refuses a request with %s and asks AWS nothing', async (_what, headers) => {
    const event = { headers, body: 'payload={}', isBase64Encoded: false };
    const started = performance.now();
    expect(await slackInteracted().invoke(event)).toMatchObject({ statusCode: 401, body: '' });
    expect(performance.now() - started).toBeLessThan(SLACK_SECONDS * 1000);
  });

  it.each(['hangs', 'fails'] as const)(
    'row 37, row 41: says "try again" within three seconds when AWS %s',
    async (how) => {
      behaviour = how;
      const slack = slackInteracted();
      const started = performance.now();
      const answer = await slack.invoke({ ...request(), isBase64Encoded: false });
      expect(performance.now() - started).toBeLessThan(SLACK_SECONDS * 1000);
      expect(answer).toMatchObject({ statusCode: 503 });
      expect(JSON.stringify(answer)).toContain('try again');
    },
    20_000,
  );
});
