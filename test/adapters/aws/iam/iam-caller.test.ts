import { describe, expect, it } from '@jest/globals';
import { createIamClient } from '../../../../src/adapters/aws/iam/iam-caller.ts';
import { createIamAccountReader } from '../../../../src/adapters/aws/iam/iam-account-reader.ts';
import {
  createIamPolicyWriter,
  WRITE_ONCE,
} from '../../../../src/adapters/aws/iam/iam-policy-writer.ts';
import { createPace } from '../../../../src/adapters/aws/pace.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import { aDocument, aPolicyArn, aRoleArn } from '../../../builders/an-account.ts';
import { type AwsAnswer, anXmlError, startFakeAws, towards } from '../../../builders/fake-aws.ts';

const PAGE = '<html><title>Bad gateway</html>';

/** Every way in which a call to IAM fails on its way, and what it is to the product. */
const FAULTS: readonly [string, AwsAnswer, string][] = [
  ['Throttling', anXmlError('Throttling'), 'throttled'],
  ['429', { status: 429, body: '' }, 'throttled'],
  ['500', anXmlError('ServiceFailure', 500), 'unavailable'],
  ['503', { status: 503, body: PAGE }, 'unavailable'],
  ['a connection that breaks', 'reset', 'unavailable'],
  ['no answer in time', 'silence', 'unavailable'],
  ["a proxy's page", { body: PAGE }, 'unavailable'],
  ['half an answer', { body: '<GetRoleResponse><GetRoleResult><Role>' }, 'unavailable'],
  ['403', anXmlError('AccessDenied', 403), 'access-denied'],
  ['credentials that are no more', anXmlError('ExpiredToken', 403), 'access-denied'],
];

/** IAM's refusals of a write. Source: IAM API Reference, CreatePolicyVersion and others. */
const REFUSALS: readonly [string, string, number][] = [
  ['NoSuchEntity', 'not-found', 404],
  ['EntityAlreadyExists', 'already-exists', 409],
  ['LimitExceeded', 'limit-exceeded', 409],
  ['DeleteConflict', 'delete-conflict', 409],
  ['ConcurrentModification', 'concurrent-modification', 409],
  ['MalformedPolicyDocument', 'malformed-policy', 400],
  ['InvalidInput', 'malformed-policy', 400],
  ['ValidationError', 'malformed-policy', 400],
  ['UnmodifiableEntity', 'access-denied', 400],
];

async function against<T>(
  answer: AwsAnswer,
  use: (iam: ReturnType<typeof iamAt>) => Promise<T>,
): Promise<{ readonly result: T; readonly calls: number }> {
  const aws = await startFakeAws(() => answer);
  try {
    const iam = iamAt(aws.endpoint, answer === 'silence' ? 150 : 20_000);
    return { result: await use(iam), calls: aws.calls.length };
  } finally {
    await aws.stop();
  }
}

function iamAt(endpoint: string, requestTimeoutMilliseconds: number) {
  const settings = { ...towards({ endpoint }, { requestTimeoutMilliseconds }), ...WRITE_ONCE };
  return { client: createIamClient(settings), pace: createPace(aClock()) };
}

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => error,
  );

describe('adapters/aws/iam/iam-caller', () => {
  it.each(FAULTS)('never takes %s for "there is no such role"', async (_name, answer, code) => {
    const { result } = await against(answer, (iam) =>
      failureOf(createIamAccountReader(iam).findPrincipal(aRoleArn('First'))),
    );
    expect(result).toMatchObject({ name: 'AppError', code });
  });

  it.each(FAULTS)('sends a write that met %s only once', async (_name, answer, code) => {
    const { result, calls } = await against(answer, (iam) =>
      failureOf(createIamPolicyWriter(iam).createPolicyVersion(aPolicyArn('P'), aDocument())),
    );
    expect(result).toMatchObject({ name: 'AppError', code });
    expect(calls).toBe(1);
  });

  it.each(REFUSALS)("takes IAM's %s for %s", async (name, code, status) => {
    const { result } = await against(anXmlError(name, status), (iam) =>
      failureOf(createIamPolicyWriter(iam).createPolicyVersion(aPolicyArn('P'), aDocument())),
    );
    expect(result).toMatchObject({ name: 'AppError', code });
  });

  it('takes NoSuchEntity, and nothing else, for absence', async () => {
    const { result } = await against(anXmlError('NoSuchEntity', 404), (iam) =>
      createIamAccountReader(iam).findPrincipal(aRoleArn('First')),
    );
    expect(result).toBeUndefined();
  });
});
