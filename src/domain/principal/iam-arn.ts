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
  const [prefix, partition = '', service = '', region, account = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || region !== '' || (service !== 'iam' && service !== 'sts'))
    return undefined;
  const slash = resource.indexOf('/');
  const type = slash < 0 ? resource : resource.slice(0, slash);
  const whole = slash < 0 ? '' : resource.slice(slash);
  const last = whole.lastIndexOf('/');
  return {
    partition,
    service,
    account,
    type,
    path: whole.slice(0, last + 1),
    name: whole.slice(last + 1),
  };
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
