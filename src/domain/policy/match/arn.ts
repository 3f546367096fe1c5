/** An ARN's six fields. `resource` is everything after the fifth colon and may hold colons itself. */
export type Arn = {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
};

/** The fields of an ARN, or undefined when the text does not have ARN's six fields. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...rest] = text.split(':');
  if (prefix !== 'arn' || rest.length === 0) return undefined;
  if (partition === undefined || service === undefined) return undefined;
  if (region === undefined || account === undefined) return undefined;
  return { partition, service, region, account, resource: rest.join(':') };
}

/** True for the twelve digits of an account id. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}
