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
  if (!text.startsWith('arn:')) return undefined;
  const service = text.indexOf(':', 4) + 1;
  const region = service === 0 ? 0 : text.indexOf(':', service) + 1;
  const account = region === 0 ? 0 : text.indexOf(':', region) + 1;
  const resource = account === 0 ? 0 : text.indexOf(':', account) + 1;
  if (resource === 0) return undefined;
  return {
    partition: text.slice(4, service - 1),
    service: text.slice(service, region - 1),
    region: text.slice(region, account - 1),
    account: text.slice(account, resource - 1),
    resource: text.slice(resource),
  };
}

/** The account field of an ARN, an empty text where it has none. */
export function accountOf(arn: string): string {
  let at = 0;
  for (let colons = 0; colons < 4; colons++) {
    at = arn.indexOf(':', at) + 1;
    if (at === 0) return '';
  }
  const end = arn.indexOf(':', at);
  return end < 0 ? arn.slice(at) : arn.slice(at, end);
}

/** True for the twelve digits of an account id. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}
