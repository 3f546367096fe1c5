import type { Readable } from 'node:stream';
import { createFileInputs } from '../adapters/files/read-inputs.ts';
import { readTextFile } from '../adapters/files/read-text-file.ts';
import { unifiedDiff } from '../adapters/jsdiff/unified-diff.ts';
import { createCatalog } from '../catalog/create-catalog.ts';
import { DEFAULT_QUOTAS } from '../domain/policy/limits.ts';
import { parsePolicyText } from '../domain/policy/parse-policy-document.ts';
import type { PolicyPreview } from '../domain/policy/policy-preview.ts';
import type { Grant } from '../domain/policy/to-grants.ts';
import { AppError } from '../kernel/app-error.ts';
import type { AuthorizationMessageDecoder } from '../ports/authorization-message-decoder.ts';
import { createExplainDenials } from '../usecases/explain-denials.ts';
import { createPreviewGrant } from '../usecases/preview-grant.ts';

export type {
  ExplainedFinding,
  ExplainedInput,
  Explanation,
  NotDenials,
} from '../usecases/explain-denials.ts';
export type { PolicyPreview } from '../domain/policy/policy-preview.ts';
export type { Grant } from '../domain/policy/to-grants.ts';

export type ExplainOptions = {
  /** Decode EC2's encoded messages by AWS STS, with the credentials and the region of the environment. */
  readonly decode: boolean;
  /** Hears once why messages stay encoded. */
  readonly onNotDecoded: (reason: string) => void;
};

/** Everything that `explain` works with. It needs no credentials, no configuration and no network, unless it decodes. */
export async function composeExplain(
  io: { readonly stdin: Readable },
  options: ExplainOptions = { decode: false, onNotDecoded: () => {} },
) {
  const inputs = createFileInputs({ stdin: io.stdin });
  const decoder = options.decode ? await composeDecoder(options.onNotDecoded) : undefined;
  return {
    ...createExplainDenials({ inputs, catalog: createCatalog(), ...(decoder && { decoder }) }),
    totalBytes: (files: readonly string[]) => inputs.totalBytes(files),
  };
}

const NOT_DECODED = {
  'not-permitted': 'these credentials may not call sts:DecodeAuthorizationMessage for the account',
  invalid: 'it belongs to another account or partition, or it is not whole',
} as const;

// The SDK is loaded only here: whoever does not decode does not wait for it.
async function composeDecoder(
  onNotDecoded: ExplainOptions['onNotDecoded'],
): Promise<AuthorizationMessageDecoder> {
  const [{ createStsMessageDecoder }, { createStsClient }] = await Promise.all([
    import('../adapters/aws/sts/authorization-message-decoder.ts'),
    import('../adapters/aws/sts/sts-client.ts'),
  ]);
  const decoder = createStsMessageDecoder({ client: createStsClient() });
  const told = new Set<string>();
  return {
    async decode(encoded) {
      const outcome = await decoder.decode(encoded);
      if (outcome.kind !== 'decoded' && !told.has(outcome.kind)) {
        told.add(outcome.kind);
        onNotDecoded(`a message stays encoded: ${NOT_DECODED[outcome.kind]}`);
      }
      return outcome;
    },
  };
}

/** Shows grants inside policies; a seam, so that a policy file and an account snapshot answer alike. */
export type PreviewPolicies = (grants: readonly Grant[]) => Promise<readonly PolicyPreview[]>;

/** `--policy FILE`: the policy of the file with each grant in it. Throws `AppError` where the file is no policy. */
export async function previewOnPolicyFile(path: string): Promise<PreviewPolicies> {
  const parsed = parsePolicyText(await readTextFile(path));
  if (parsed.kind === 'invalid') {
    const place = parsed.path === '' ? '' : `${parsed.path} `;
    throw new AppError(
      'invalid-data',
      `${path}: ${place}${parsed.reason}; expected a policy document such as {"Version":"2012-10-17","Statement":[…]}`,
    );
  }
  const preview = createPreviewGrant({ diff: unifiedDiff });
  const policy = {
    name: path,
    document: parsed.document,
    sizeLimit: DEFAULT_QUOTAS.managedPolicySize,
  };
  return (grants) => Promise.resolve(grants.map((grant) => preview(grant, policy)));
}

/**
 * `--snapshot FILE`: the policies of an account snapshot that each grant would go into. Throws
 * `AppError` where the file is no snapshot. The adapters are loaded only then.
 */
export async function previewOnSnapshot(path: string): Promise<PreviewPolicies> {
  const [{ openSnapshotFile }, { createPreviewOnAccount }] = await Promise.all([
    import('../adapters/snapshot/snapshot-account.ts'),
    import('../usecases/preview-on-account.ts'),
  ]);
  const accounts = await openSnapshotFile(path);
  const preview = createPreviewOnAccount({ accounts, diff: unifiedDiff });
  return async (grants) => {
    const previews: PolicyPreview[] = [];
    for (const grant of grants) previews.push(...(await preview(grant)));
    return previews;
  };
}
