import { describe, expect, it } from '@jest/globals';
import { isStatementFile, readDocPages } from '../../../scripts/catalog/read-doc-pages.ts';

const action = (page: string, name: string) => `    /**
     * Grants permission
     *
     * https://docs.aws.amazon.com/x/API/${page}
     */
    to${name}() {
        return this.to('${name}');
    }
`;

describe('scripts/catalog/read-doc-pages', () => {
  it('keeps the pages of operations whose name is not the action’s', () => {
    const text = [
      "this.servicePrefix = 's3';",
      action('API_ListParts.html', 'ListMultipartUploadParts'),
      action('API_GetObject.html', 'GetObject'),
      action('API_control_PutPublicAccessBlock.html', 'PutBucketPublicAccessBlock'),
      action('API_control_PutPublicAccessBlock.html', 'PutAccountPublicAccessBlock'),
      action('userguide.html', 'ReplicateObject'),
    ].join('\n');

    expect(readDocPages(new Map([['lib/s3.js', text]]))).toEqual({
      s3: {
        ListParts: ['ListMultipartUploadParts'],
        PutPublicAccessBlock: ['PutBucketPublicAccessBlock', 'PutAccountPublicAccessBlock'],
      },
    });
  });

  it('reads the statements alone', () => {
    expect(isStatementFile('lib/generated/policy-statements/s3.js')).toBe(true);
    expect(isStatementFile('lib/generated/policy-statements/s3.d.ts')).toBe(false);
  });
});
