import { CASSANDRA_EXCEPTIONS, DYNAMODB_EXCEPTIONS, NEPTUNE_DB_EXCEPTIONS } from './databases.ts';
import type { Exception } from './exception.ts';
import { OTHER_EXCEPTIONS } from './other-services.ts';
import {
  S3_EXCEPTIONS,
  S3_EXPRESS_EXCEPTIONS,
  S3_OBJECT_LAMBDA_EXCEPTIONS,
  S3_OUTPOSTS_EXCEPTIONS,
} from './s3.ts';

/**
 * The exceptions that were written by hand, by the IAM prefix of the event's source. They win over the
 * generated data. Facts of facts/mapping.md sections 3 to 5, each with the page that states it.
 */
export const EXCEPTIONS: Readonly<Record<string, readonly Exception[]>> = {
  ...OTHER_EXCEPTIONS,
  cassandra: CASSANDRA_EXCEPTIONS,
  dynamodb: DYNAMODB_EXCEPTIONS,
  'neptune-db': NEPTUNE_DB_EXCEPTIONS,
  s3: S3_EXCEPTIONS,
  's3-object-lambda': S3_OBJECT_LAMBDA_EXCEPTIONS,
  's3-outposts': S3_OUTPOSTS_EXCEPTIONS,
  s3express: S3_EXPRESS_EXCEPTIONS,
};

const BY_NAME: ReadonlyMap<string, Exception> = new Map(
  Object.entries(EXCEPTIONS).flatMap(([prefix, exceptions]) =>
    exceptions.flatMap((exception) =>
      exception.operations.map((name) => [`${prefix}:${name}`.toLowerCase(), exception] as const),
    ),
  ),
);

/** The exception for an operation, its case aside. */
export function findException(prefix: string, operation: string): Exception | undefined {
  return BY_NAME.get(`${prefix}:${operation}`.toLowerCase());
}
