/** The partition of a region, by the region's first word; `aws` for all others. */
export function partitionOfRegion(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}

/** The partition that a principal's ARN names, else that of the region. */
export function partitionOf(principalArn: string | null, region: string | null): string {
  // Nearly every principal.
  if (principalArn?.startsWith('arn:aws:')) return 'aws';
  const named = /^arn:(aws(?:-[a-z]{1,10}){0,3}):/.exec(principalArn ?? '')?.[1];
  return named ?? partitionOfRegion(region ?? '');
}
