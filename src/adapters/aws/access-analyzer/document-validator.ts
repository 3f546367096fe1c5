import {
  AccessAnalyzerClient,
  type ValidatePolicyFinding,
  ValidatePolicyCommand,
} from '@aws-sdk/client-accessanalyzer';
import { isAppError } from '../../../kernel/app-error.ts';
import type { DocumentValidator } from '../../../ports/document-validator.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { toAppError } from '../to-app-error.ts';

/** Findings that speak against a document; warnings and suggestions are matters of taste. */
const GRAVE: readonly (string | undefined)[] = ['ERROR', 'SECURITY_WARNING'];

/** The Access Analyzer client of one process. */
export function createAccessAnalyzerClient(options: AwsClientOptions): AccessAnalyzerClient {
  return new AccessAnalyzerClient(toClientSettings(options));
}

/** Access Analyzer behind the `DocumentValidator`. An install that may not ask goes on without its opinion. */
export function createAccessAnalyzerValidator(deps: {
  readonly client: AccessAnalyzerClient;
}): DocumentValidator {
  return async (document) => {
    try {
      const findings = await allFindings(deps.client, JSON.stringify(document));
      const grave = findings.filter(({ findingType }) => GRAVE.includes(findingType));
      if (grave.length === 0) return { kind: 'valid' };
      return { kind: 'findings', findings: grave.map(toSentence) };
    } catch (error) {
      const fault = toAppError(error, 'Access Analyzer ValidatePolicy');
      if (isAppError(fault, 'access-denied')) return { kind: 'not-permitted' };
      throw fault;
    }
  };
}

async function allFindings(
  client: AccessAnalyzerClient,
  policyDocument: string,
): Promise<readonly ValidatePolicyFinding[]> {
  const found: ValidatePolicyFinding[] = [];
  let nextToken: string | undefined;
  do {
    const input = { policyDocument, policyType: 'IDENTITY_POLICY', nextToken } as const;
    const page = await client.send(new ValidatePolicyCommand(input));
    found.push(...(page.findings ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}

function toSentence({ issueCode, findingDetails }: ValidatePolicyFinding): string {
  return `${issueCode ?? 'unknown issue'}: ${findingDetails ?? 'no details'}`;
}
