import { all, type Need } from '../need.ts';
import { textIn } from './request.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** Actions that have a twin for one version of an object. Source: Service Authorization Reference, Amazon S3. */
const ACTION_OF_VERSION: Readonly<Record<string, string>> = {
  's3:GetObject': 's3:GetObjectVersion',
  's3:GetObjectAcl': 's3:GetObjectVersionAcl',
  's3:GetObjectAttributes': 's3:GetObjectVersionAttributes',
  's3:GetObjectTagging': 's3:GetObjectVersionTagging',
  's3:GetObjectTorrent': 's3:GetObjectVersionTorrent',
  's3:DeleteObject': 's3:DeleteObjectVersion',
  's3:DeleteObjectTagging': 's3:DeleteObjectVersionTagging',
  's3:PutObjectAcl': 's3:PutObjectVersionAcl',
  's3:PutObjectTagging': 's3:PutObjectVersionTagging',
};

/** Headers that ask for more than the write itself. Source: Amazon S3 API Reference, PutObject, “Permissions”. */
const ACTION_OF_OBJECT_HEADER: readonly (readonly [string, string])[] = [
  ['x-amz-acl', 's3:PutObjectAcl'],
  ['x-amz-grant-full-control', 's3:PutObjectAcl'],
  ['x-amz-grant-read', 's3:PutObjectAcl'],
  ['x-amz-grant-read-acp', 's3:PutObjectAcl'],
  ['x-amz-grant-write-acp', 's3:PutObjectAcl'],
  ['x-amz-tagging', 's3:PutObjectTagging'],
  ['x-amz-object-lock-mode', 's3:PutObjectRetention'],
  ['x-amz-object-lock-retain-until-date', 's3:PutObjectRetention'],
  ['x-amz-object-lock-legal-hold', 's3:PutObjectLegalHold'],
];

/** Source: Amazon S3 API Reference, CreateBucket, “Permissions”. */
const ACTION_OF_BUCKET_HEADER: readonly (readonly [string, string])[] = [
  ['x-amz-acl', 's3:PutBucketAcl'],
  ['x-amz-object-ownership', 's3:PutBucketOwnershipControls'],
  ['x-amz-bucket-object-lock-enabled', 's3:PutBucketObjectLockConfiguration'],
  ['x-amz-bucket-object-lock-enabled', 's3:PutBucketVersioning'],
];

/** Operations on one version of an object, and writes that set more than the object. */
export function refineObject(need: Need, parameters: Parameters): Need {
  const versioned =
    textIn(parameters, 'versionId') === undefined
      ? need
      : { ...need, actions: need.actions.map(ofVersion) };
  return need.actions[0] === 's3:PutObject'
    ? withHeaders(versioned, parameters, ACTION_OF_OBJECT_HEADER)
    : versioned;
}

/** A copy reads the source, whose version stands in the header that names it. */
export function refineCopy(need: Need, parameters: Parameters): Need {
  const source = textIn(parameters, 'x-amz-copy-source') ?? '';
  const actions = source.includes('?versionId=')
    ? need.actions.map((action) => (action === 's3:GetObject' ? ofVersion(action) : action))
    : need.actions;
  return withHeaders({ ...need, actions }, parameters, ACTION_OF_OBJECT_HEADER);
}

export function refineBucketCreation(need: Need, parameters: Parameters): Need {
  return withHeaders(need, parameters, ACTION_OF_BUCKET_HEADER);
}

/** The same operation blocks public access of a bucket or of the account. */
export function refinePublicAccessBlock(need: Need, parameters: Parameters): Need {
  const chosen = (part: string) => need.actions.filter((action) => action.includes(part));
  if (textIn(parameters, 'bucketName') !== undefined) return all(...chosen('BucketPublic'));
  const isAccount = /^(?:\d{12}\.)?s3-control[.-]/.test(textIn(parameters, 'Host') ?? '');
  return isAccount ? all(...chosen('AccountPublic')) : need;
}

function withHeaders(
  need: Need,
  parameters: Parameters,
  headers: readonly (readonly [string, string])[],
): Need {
  const asked = headers
    .filter(([header]) => textIn(parameters, header) !== undefined)
    .map(([, action]) => action);
  return asked.length > 0 ? all(...new Set([...need.actions, ...asked])) : need;
}

function ofVersion(action: string): string {
  return (
    (Object.hasOwn(ACTION_OF_VERSION, action) ? ACTION_OF_VERSION[action] : undefined) ?? action
  );
}
