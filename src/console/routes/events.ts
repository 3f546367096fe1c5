import type { Hono } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../console-env.ts';

/**
 * Takes events in from programs: the token as bearer, one JSON value or JSON lines as the body. It needs
 * neither cookie nor form proof, since no other site can send an Authorization header here.
 */
export function registerEvents(router: Hono<ConsoleEnv>, { app, sessions }: ConsoleParts): void {
  router.post('/events', async (c) => {
    const [scheme, token = ''] = (c.req.header('authorization') ?? '').split(' ', 2);
    if (scheme?.toLowerCase() !== 'bearer' || !sessions.isToken(token)) {
      c.header('WWW-Authenticate', 'Bearer');
      return c.json(
        { error: 'Send the token of the printed address: Authorization: Bearer TOKEN.' },
        401,
      );
    }
    const body = await c.req.text();
    if (body.trim() === '') {
      return c.json(
        {
          error: 'The body is empty. Send a CloudTrail record, an EventBridge event or JSON lines.',
        },
        422,
      );
    }
    const explained = await app.explain(body);
    return c.json(await app.feed(explained.map(({ reading }) => reading)), 202);
  });
}
