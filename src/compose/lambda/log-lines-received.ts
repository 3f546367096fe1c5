import { gunzipSync } from 'node:zlib';
import { parseIamArn } from '../../domain/principal/iam-arn.ts';
import { openEnvironment } from './open-environment.ts';
import { openIntake } from './open-intake.ts';
import { type ReadMessage, readValue } from './read-message.ts';

/** What CloudWatch Logs wakes a function with. */
export type LogsEvent = { readonly awslogs: { readonly data: string } };

/** Log lines that CloudWatch Logs sends: at most 1 MB packed; a bomb is not unpacked beyond this. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Takes in the log lines of one subscription event (`awslogs.data`: base64 of gzip). Throws what may be repeated. */
export async function composeLogLinesReceived(): Promise<(data: string) => Promise<void>> {
  const environment = await openEnvironment();
  const { takeIn, catalog } = openIntake(environment);
  return async (data) => {
    const unpacked = unpack(data);
    if (unpacked?.['messageType'] === 'CONTROL_MESSAGE') return;
    const read = async (): Promise<ReadMessage> => {
      if (unpacked === undefined) {
        return { denials: [], faults: ['the log event: expected gzip of a JSON object'] };
      }
      const { denials } = await readValue(catalog, { logEvents: unpacked['logEvents'] });
      // Lines without a denial are the rule, and a workload may write another account's ARN into its log.
      const owner = unpacked['owner'];
      const own = denials.filter(({ principal: { arn } }) => accountOf(arn) === owner);
      return {
        denials: own.map((denial) => ({ ...denial, account: owner as string })),
        faults: [],
      };
    };
    const { failures } = await takeIn([{ id: 'log-lines', body: data, read }]);
    for (const [id, error] of failures) {
      environment.log.error('log lines come again', error, { id });
      throw error;
    }
  };
}

function accountOf(arn: string | null): string | undefined {
  return arn === null ? undefined : parseIamArn(arn)?.account;
}

function unpack(data: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: MOST_BYTES });
    const value: unknown = JSON.parse(text.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
