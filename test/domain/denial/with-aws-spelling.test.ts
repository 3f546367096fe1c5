import { describe, expect, it } from '@jest/globals';
import { readText } from '../../../src/domain/denial/read-text.ts';
import { withAwsSpelling } from '../../../src/domain/denial/with-aws-spelling.ts';

const spell = (action: string) =>
  action.toLowerCase() === 's3:putbucketcors' ? 's3:PutBucketCORS' : action;

const DENIAL =
  'User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:PutBucketCors on resource: arn:aws:s3:::orders because no identity-based policy allows the s3:PutBucketCors action';

describe('domain/denial/with-aws-spelling', () => {
  it('spells an action as AWS does, and leaves the rest of the denial alone', () => {
    const reading = readText(DENIAL);
    const spelled = withAwsSpelling(reading, spell);

    expect(spelled).toMatchObject({
      required: [{ action: 's3:PutBucketCORS', resources: ['arn:aws:s3:::orders'] }],
    });
    expect(withAwsSpelling(reading, (action) => action)).toEqual(reading);
  });

  it('passes on what is no denial', () => {
    const reading = { kind: 'not-a-denial', reason: 'success' } as const;

    expect(withAwsSpelling(reading, spell)).toBe(reading);
  });
});
