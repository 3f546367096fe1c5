// The calls for which no client of AWS's SDK is among the packages.

const REGION = 'us-east-1';

export type MotoCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** The account that moto gives to credentials which it does not know. */
export const HUB_ACCOUNT = '123456789012';
export const HUB_CREDENTIALS: MotoCredentials = { accessKeyId: 'AKIAHUB', secretAccessKey: 'hub' };

// moto reads the service, the region and whose credentials they are, and checks no signature.
function authorization(service: string, { accessKeyId }: MotoCredentials): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

/** Creates a stack; throws with CloudFormation's words where it cannot. */
export async function createStack(
  endpoint: string,
  stack: {
    readonly name: string;
    readonly template: string;
    readonly parameters: Readonly<Record<string, string>>;
  },
  credentials: MotoCredentials = HUB_CREDENTIALS,
): Promise<void> {
  const body = new URLSearchParams({
    Action: 'CreateStack',
    Version: '2010-05-15',
    StackName: stack.name,
    TemplateBody: stack.template,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  Object.entries(stack.parameters).forEach(([key, value], index) => {
    body.set(`Parameters.member.${index + 1}.ParameterKey`, key);
    body.set(`Parameters.member.${index + 1}.ParameterValue`, value);
  });
  const response = await query(endpoint, body, credentials);
  if (!response.includes('<StackId>')) throw new Error(response.slice(0, 2000));
}

/** Physical ids by logical ids. */
export async function listStackResources(
  endpoint: string,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  const body = new URLSearchParams({
    Action: 'DescribeStackResources',
    Version: '2010-05-15',
    StackName: name,
  });
  const text = await query(endpoint, body, HUB_CREDENTIALS);
  const resources = text.split('<member>').slice(1);
  return new Map(
    resources.map((xml) => [within(xml, 'LogicalResourceId'), within(xml, 'PhysicalResourceId')]),
  );
}

function within(xml: string, tag: string): string {
  return xml.split(`<${tag}>`, 2)[1]?.split(`</${tag}>`, 1)[0] ?? '';
}

async function query(
  endpoint: string,
  body: URLSearchParams,
  credentials: MotoCredentials,
): Promise<string> {
  const headers = { authorization: authorization('cloudformation', credentials) };
  return (await fetch(endpoint, { method: 'POST', headers, body })).text();
}

/** A call of DynamoDB Streams. */
export async function callStreams(
  endpoint: string,
  operation: string,
  input: object,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: authorization('dynamodb', HUB_CREDENTIALS),
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return (await response.json()) as Readonly<Record<string, unknown>>;
}
