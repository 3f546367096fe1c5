import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { bundleHandler } from '../../../scripts/bundle/bundle-handler.ts';
import { type SignedAws, startSignedAws } from '../../builders/signed-aws.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const SECRET = JSON.stringify({ botToken: 'xoxb-1', signingSecret: 'signing' });

const xml = (operation: string, namespace: string, result: string) =>
  `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result></${operation}Response>`;
const fault = (code: string, namespace: string) =>
  `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
const IAM = 'https://iam.amazonaws.com/doc/2010-05-08/';
const STS = 'https://sts.amazonaws.com/doc/2011-06-15/';
const SNS = 'http://sns.amazonaws.com/doc/2010-03-31/';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('scripts/bundle/bundle-handler', () => {
  let folder: string;
  let aws: SignedAws;
  let metafile: Metafile;
  let said: Record<string, unknown>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolemender-bundle-'));
    metafile = await bundleHandler(join(ROOT, 'test/fixtures/bundle/every-client.ts'), folder);
    aws = await startSignedAws(CREDENTIALS, {
      'dynamodb GetItem': () => ({ body: '{"Item":{"pk":{"S":"p"},"version":{"N":"7"}}}' }),
      'dynamodb PutItem': () => ({
        status: 400,
        body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"}',
      }),
      'iam GetRole': () => ({ status: 404, type: 'text/xml', body: fault('NoSuchEntity', IAM) }),
      'sqs SendMessage': (body) => {
        const { MessageBody } = JSON.parse(body) as { readonly MessageBody: string };
        return { body: JSON.stringify({ MessageId: 'm', MD5OfMessageBody: md5(MessageBody) }) };
      },
      'sns Publish': () => ({
        type: 'text/xml',
        body: xml('Publish', SNS, '<MessageId>m</MessageId>'),
      }),
      'events PutEvents': () => ({ body: '{"FailedEntryCount":0,"Entries":[{"EventId":"e"}]}' }),
      'secretsmanager GetSecretValue': (body) =>
        body.includes('AWSPREVIOUS')
          ? { status: 400, body: '{"__type":"ResourceNotFoundException","message":"no stage"}' }
          : { body: JSON.stringify({ SecretString: SECRET }) },
      'sts AssumeRole': () => ({ status: 403, type: 'text/xml', body: fault('AccessDenied', STS) }),
      'cloudtrail LookupEvents': () => ({
        body: JSON.stringify({ Events: [{ CloudTrailEvent: '{"errorCode":"AccessDenied"}' }] }),
      }),
      '/api/auth.test': () => ({ type: 'application/json', body: '{"ok":true,"user_id":"U1"}' }),
    });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(folder, 'index.mjs'), aws.url],
      {
        env: {
          AWS_ENDPOINT_URL: aws.url,
          AWS_REGION: 'eu-central-1',
          AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
          AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
          AWS_SESSION_TOKEN: 'the-session-token',
        },
      },
    );
    said = JSON.parse(stdout) as Record<string, unknown>;
  }, 60_000);

  afterAll(async () => {
    await aws.close();
    await rm(folder, { recursive: true });
  });

  it('calls every service with what is left of its client', () => {
    expect(said).toEqual({
      item: { pk: 'p', version: 7 },
      conflict: 'condition-failed',
      absentRole: 'absent',
      sent: 'sent',
      published: 'published',
      event: 'put',
      secret: { current: SECRET, previous: null },
      untrusted: 'account-unreachable',
      history: [{ errorCode: 'AccessDenied' }],
      slack: expect.objectContaining({ ok: true, user_id: 'U1' }),
    });
  });

  it('signs every call with the credentials of the environment, the session token among them', () => {
    expect(aws.calls.length).toBeGreaterThanOrEqual(9);
    expect(aws.calls.filter(({ isSigned }) => !isSigned)).toEqual([]);
    expect(new Set(aws.calls.map(({ sessionToken }) => sessionToken))).toEqual(
      new Set(['the-session-token']),
    );
  });

  it('says so where the environment holds no credentials', async () => {
    const run = promisify(execFile)(process.execPath, [join(folder, 'index.mjs'), aws.url], {
      env: { AWS_ENDPOINT_URL: aws.url, AWS_REGION: 'eu-central-1' },
    });

    await expect(run).rejects.toThrow(/the environment of this function holds no AWS credentials/);
  });

  it('takes neither the chain of credential providers nor a CommonJS client along', () => {
    const inputs = Object.keys(metafile.inputs);

    expect(inputs.filter((path) => path.includes('credential-provider-'))).toEqual([]);
    expect(inputs.filter((path) => /@(?:aws-sdk|smithy)\/.*dist-cjs/.test(path))).toEqual([]);
  });

  it('makes the same bytes again', async () => {
    const again = await mkdtemp(join(tmpdir(), 'rolemender-bundle-'));
    await bundleHandler(join(ROOT, 'test/fixtures/bundle/every-client.ts'), again);
    const contents = async (of: string) =>
      Promise.all((await readdir(of)).toSorted().map((name) => readFile(join(of, name), 'utf8')));

    expect(await contents(again)).toEqual(await contents(folder));
    await rm(again, { recursive: true });
  });

  it('needs no class of an error of AWS: adapters go by its name', async () => {
    const folders = join(ROOT, 'src/adapters/aws');
    const files = (await readdir(folders, { recursive: true })).filter((file) =>
      file.endsWith('.ts'),
    );
    const uses: string[] = [];
    for (const file of files) {
      const text = await readFile(join(folders, file), 'utf8');
      const imports = text.match(/import \{[^}]*\} from '@aws-sdk\/client-[^']*'/g) ?? [];
      if (imports.some((line) => /\w(?:Exception|Error)\b/.test(line))) uses.push(file);
    }

    expect(files.length).toBeGreaterThan(20);
    expect(uses).toEqual([]);
  });
});
