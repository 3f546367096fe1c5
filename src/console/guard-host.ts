import type { MiddlewareHandler } from 'hono';
import type { ConsoleEnv } from './console-env.ts';
import { respondSentence } from './respond.ts';

/**
 * Answers only requests that were sent to this console's own address. A page of another site that has
 * its name resolve to 127.0.0.1 (DNS rebinding) sends its own name in the Host header.
 */
export function guardHost(port: () => number): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const host = c.req.header('host');
    if (host !== `127.0.0.1:${port()}` && host !== `localhost:${port()}`) {
      return respondSentence(
        c,
        421,
        'This console does not answer to that name.',
        'Open the address that was printed at the start.',
      );
    }
    await next();
  };
}
