import type { Hono } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../console-env.ts';
import { formContext } from '../form-context.ts';
import { fieldsOf } from '../guard-form.ts';
import { respond } from '../respond.ts';
import { explainPage } from '../views/explain.ts';

/** The paste box: diagnoses a text without storing anything. */
export function registerExplain(router: Hono<ConsoleEnv>, { app }: ConsoleParts): void {
  const page = { title: 'Explain', place: 'explain' } as const;
  router.get('/explain', (c) => respond(c, { ...page, body: explainPage(formContext(c), null) }));
  router.post('/explain', async (c) => {
    const pasted = (await fieldsOf(c)).get('text') ?? '';
    if (pasted.trim() === '') {
      const message = { tone: 'wait', sentence: 'Paste something first.', next: null } as const;
      return respond(c, { ...page, body: explainPage(formContext(c), null, message) }, 422);
    }
    const body = explainPage(formContext(c), { pasted, explained: await app.explain(pasted) });
    return respond(c, { ...page, body });
  });
}
