import { describe, expect, it } from '@jest/globals';
import { readPaste } from '../../../src/domain/denial/read-paste.ts';

const sentence = (action: string, resource: string) =>
  `User: arn:aws:sts::111122223333:assumed-role/web/i-1 is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

const actionsOf = (text: string) =>
  readPaste(text).map((reading) =>
    reading.kind === 'denial' ? reading.required[0]?.action : reading.kind,
  );

describe('domain/denial/read-paste', () => {
  it('reads a wrapped error text as one denial', () => {
    const wrapped = sentence('s3:GetObject', 'arn:aws:s3:::media/a').replaceAll(' ', '\n');

    expect(actionsOf(wrapped)).toEqual(['s3:GetObject']);
  });

  it('reads every different denial of a piece of a log', () => {
    const log = [
      `10:00 ERROR ${sentence('s3:GetObject', 'arn:aws:s3:::media/a')}`,
      '10:00 INFO retrying',
      `10:01 ERROR ${sentence('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:jobs')}`,
      `10:02 ERROR ${sentence('s3:GetObject', 'arn:aws:s3:::media/a')}`,
    ].join('\n');

    expect(actionsOf(log)).toEqual(['s3:GetObject', 'sqs:SendMessage']);
  });

  it('reads an error that a tool prints twice as one denial', () => {
    const twice = `Error: ${sentence('s3:GetObject', 'arn:aws:s3:::media/a')}\n  ${sentence('s3:GetObject', 'arn:aws:s3:::media/a')}`;

    expect(actionsOf(twice)).toEqual(['s3:GetObject']);
  });

  it('says of other text that it is no denial', () => {
    expect(actionsOf('all is well\nreally')).toEqual(['not-a-denial']);
  });
});
