/** The name at the end of an IAM ARN: `Orders` of `arn:aws:iam::111122223333:role/app/Orders`. */
export function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The path of an IAM ARN, with its slashes: `/app/` of `arn:aws:iam::111122223333:role/app/Orders`. */
export function pathIn(arn: string): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}
