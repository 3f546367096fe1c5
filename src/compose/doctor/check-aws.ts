import { createAwsDeploymentReader } from '../../adapters/aws/deployment/deployment-reader.ts';
import { createIamAccountReader } from '../../adapters/aws/iam/iam-account-reader.ts';
import { createIamClient } from '../../adapters/aws/iam/iam-caller.ts';
import { createPace } from '../../adapters/aws/pace.ts';
import {
  createSecretReader,
  createSecretsClient,
} from '../../adapters/aws/secrets/secret-reader.ts';
import { readTextFile } from '../../adapters/files/read-text-file.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { type CheckLine, lineOf } from '../../domain/deployment/check.ts';
import { createCheckDeployment } from '../../usecases/check-deployment.ts';
import { parseConfigText } from '../config/parse-config-text.ts';
import { openChat } from './open-chat.ts';
import { readStack } from './read-stack.ts';
import { toSubject } from './to-subject.ts';

export type AwsDoctorOptions = {
  readonly configFile: string;
  /** Files with what the AWS CLI says of the stack. */
  readonly stackFiles: readonly string[];
  readonly region: string;
  /** Another address than Slack's, for tests. */
  readonly slackApiUrl?: string;
};

/** Looks at a deployment in AWS with the credentials at hand; an invalid configuration is all there is to say then. */
export async function checkAws(options: AwsDoctorOptions): Promise<readonly CheckLine[]> {
  const { configFile, stackFiles, region, slackApiUrl } = options;
  const parsed = parseConfigText(await readTextFile(configFile));
  if (parsed.kind === 'invalid') {
    return parsed.faults.map(({ line, path, message }) =>
      lineOf(
        'config',
        'failed',
        `line ${line}: ${path === '' ? '' : `${path}: `}${message}`,
        configFile,
      ),
    );
  }
  const subject = toSubject(parsed.config, await readStack(stackFiles), region);
  const secrets = createSecretReader({
    client: createSecretsClient({ region }),
    clock: systemClock,
  });
  const iam = { client: createIamClient({ region }), pace: createPace(systemClock) };
  const check = createCheckDeployment({
    deployment: createAwsDeploymentReader({ region }),
    accounts: createIamAccountReader(iam),
    secrets,
    chat: openChat(secrets, subject.slackSecretId ?? '', slackApiUrl),
  });
  return [lineOf('config', 'ok', configFile), ...(await check(subject))];
}
