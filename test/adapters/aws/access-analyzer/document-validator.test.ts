import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createAccessAnalyzerClient,
  createAccessAnalyzerValidator,
} from '../../../../src/adapters/aws/access-analyzer/document-validator.ts';
import { aDocument } from '../../../builders/an-account.ts';
import {
  aJson,
  type AwsAnswer,
  type AwsCall,
  type FakeAws,
  startFakeAws,
  towards,
} from '../../../builders/fake-aws.ts';

const finding = (findingType: string, issueCode = 'ISSUE') => ({
  findingType,
  issueCode,
  findingDetails: 'look here',
  learnMoreLink: 'x',
  locations: [],
});

describe('adapters/aws/access-analyzer/document-validator', () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function validate(answer: (call: AwsCall, index: number) => AwsAnswer) {
    aws = await startFakeAws(answer);
    const client = createAccessAnalyzerClient(towards(aws));
    return createAccessAnalyzerValidator({ client })(aDocument());
  }

  it('is content with a document that has only suggestions and warnings', async () => {
    const outcome = await validate(() =>
      aJson({ findings: [finding('SUGGESTION'), finding('WARNING')] }),
    );
    expect(outcome).toEqual({ kind: 'valid' });
    expect(aws?.calls[0]?.input).toMatchObject({
      policyType: 'IDENTITY_POLICY',
      policyDocument: JSON.stringify(aDocument()),
    });
  });

  it('tells errors and security warnings of all pages', async () => {
    const outcome = await validate((_call, index) =>
      aJson(
        index === 0
          ? { findings: [finding('ERROR', 'A')], nextToken: 'b' }
          : { findings: [finding('SECURITY_WARNING', 'B')] },
      ),
    );
    expect(outcome).toEqual({ kind: 'findings', findings: ['A: look here', 'B: look here'] });
  });

  it('goes on without an opinion where it may not ask', async () => {
    const refused = {
      ...(aJson({ message: 'no' }, 403) as object),
      body: '{"__type":"AccessDeniedException","message":"no"}',
    } as AwsAnswer;
    expect(await validate(() => refused)).toEqual({ kind: 'not-permitted' });
  });

  it('does not take an outage for consent', async () => {
    await expect(validate(() => aJson({}, 500))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
