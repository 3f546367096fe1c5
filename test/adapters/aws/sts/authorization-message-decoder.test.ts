import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe } from '@jest/globals';
import { createStsMessageDecoder } from '../../../../src/adapters/aws/sts/authorization-message-decoder.ts';
import { createStsClient } from '../../../../src/adapters/aws/sts/sts-client.ts';
import { aDecodedText, aDecoder, ENCODED } from '../../../builders/a-decoder.ts';
import { defineDecoderContractTests } from '../../../contracts/authorization-message-decoder.contract.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const fault = (code: string) =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

/** Answers of STS, by the message that is asked about; the query protocol of STS is XML. */
function answerOf(encoded: string): readonly [number, string] {
  switch (encoded) {
    case ENCODED.whole:
      return [
        200,
        `<DecodeAuthorizationMessageResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><DecodeAuthorizationMessageResult><DecodedMessage>${escape(aDecodedText())}</DecodedMessage></DecodeAuthorizationMessageResult></DecodeAuthorizationMessageResponse>`,
      ];
    case ENCODED.refused:
      return [403, fault('AccessDenied')];
    case ENCODED.throttled:
      return [400, fault('Throttling')];
    default:
      return [400, fault('InvalidAuthorizationMessageException')];
  }
}

function listen(): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
      const [status, body] = answerOf(form.get('EncodedMessage') ?? '');
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('adapters/aws/sts/authorization-message-decoder', () => {
  defineDecoderContractTests('over STS', async () => {
    const server = await listen();
    const { port } = server.address() as AddressInfo;
    const client = createStsClient({
      region: 'us-west-2',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' },
    });
    const close = async () => {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    };
    return { decoder: createStsMessageDecoder({ client }), close };
  });
  defineDecoderContractTests('in memory', async () => ({
    decoder: aDecoder(),
    close: () => Promise.resolve(),
  }));
});
