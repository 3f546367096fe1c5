/** The parts of an ARN of IAM or STS; `name` is what follows the last slash, `path` what stands before it. */
export type IamArn = {
  readonly partition: string;
  readonly service: string;
  readonly account: string;
  /** `user`, `role`, `assumed-role`, `federated-user`, `root`, `policy`, … */
  readonly type: string;
  readonly path: string;
  readonly name: string;
};

/** Takes an IAM or STS ARN apart; undefined for anything else. Placeholders (`<ACCOUNT>`) pass as they are. */
export function parseIamArn(arn: string): IamArn | undefined {
  const partitionEnd = arn.startsWith('arn:') ? arn.indexOf(':', 4) : -1;
  const serviceEnd = partitionEnd < 0 ? -1 : arn.indexOf(':', partitionEnd + 1);
  const service = arn.slice(partitionEnd + 1, Math.max(serviceEnd, 0));
  if (service !== 'iam' && service !== 'sts') return undefined;
  const isGlobal = serviceEnd + 1 === arn.length || arn[serviceEnd + 1] === ':';
  if (!isGlobal) return undefined;
  const accountEnd = endOfPart(arn, serviceEnd + 2, ':');
  const typeEnd = endOfPart(arn, accountEnd + 1, '/');
  const nameAt = Math.max(arn.lastIndexOf('/') + 1, typeEnd);
  return {
    partition: arn.slice(4, partitionEnd),
    service,
    account: arn.slice(serviceEnd + 2, accountEnd),
    type: arn.slice(accountEnd + 1, typeEnd),
    path: arn.slice(typeEnd, nameAt),
    name: arn.slice(nameAt),
  };
}

function endOfPart(arn: string, place: number, separator: string): number {
  const end = arn.indexOf(separator, place);
  return end < 0 ? arn.length : end;
}

/** True for a role that only AWS's service can change: by its path or, where that is unknown, by its reserved name. */
export function isServiceLinkedRole(arn: string): boolean {
  const role = parseIamArn(arn);
  return (
    role?.type === 'role' &&
    (role.path.startsWith('/aws-service-role/') || role.name.startsWith('AWSServiceRoleFor'))
  );
}

/** True for a role of IAM Identity Center: its policies are those of the permission set. */
export function isPermissionSetRole(arn: string): boolean {
  const role = parseIamArn(arn);
  return (
    role?.type === 'role' &&
    (role.path.startsWith('/aws-reserved/') || role.name.startsWith('AWSReservedSSO_'))
  );
}

/** True for a policy that AWS owns (`arn:aws:iam::aws:policy/…`). */
export function isAwsManagedPolicyArn(arn: string): boolean {
  const policy = parseIamArn(arn);
  return policy?.type === 'policy' && policy.account === 'aws';
}

/** True for the ARN of a role or user whose account and name are whole, so that a policy can be attached. */
export function isAttachableArn(arn: string): boolean {
  const { type, service, account, path, name } = parseIamArn(arn) ?? {};
  return (
    service === 'iam' &&
    (type === 'role' || type === 'user') &&
    /^\d{12}$/.test(account ?? '') &&
    /^(?:\/[!-~]{0,512})?\/$/.test(path ?? '') &&
    /^[\w+=,.@-]{1,64}$/.test(name ?? '') &&
    !(name ?? '').includes('...')
  );
}
