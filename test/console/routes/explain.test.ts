import { describe, expect, it } from '@jest/globals';
import { explainText } from '../../../src/compose/read-inputs.ts';
import { aConsole, textOf } from '../../builders/a-console.ts';
import { aShownApp } from '../../builders/a-shown-app.ts';

const USER =
  'User: arn:aws:sts::111122223333:assumed-role/Orders/task-1 is not authorized to perform:';
const app = aShownApp([], { explain: explainText });

async function explain(text: string): Promise<{ readonly status: number; readonly html: string }> {
  const { post } = await aConsole(app);
  const response = await post('/explain', { text });
  return { status: response.status, html: await response.text() };
}

describe('console/routes/explain', () => {
  it('shows a box, and nothing below it', async () => {
    const { get } = await aConsole(app);
    const { html } = await get('/explain');

    expect(html).toContain('<textarea');
    expect(html).not.toContain('role="status"');
  });

  it('diagnoses an error text: who, what, which resource, why, and the smallest statement', async () => {
    const { html } = await explain(
      `${USER} sqs:SendMessage on resource: arn:aws:sqs:us-east-1:111122223333:orders because no identity-based policy allows the sqs:SendMessage action`,
    );
    const text = textOf(html);

    expect(text).toContain(
      'Orders cannot sqs:SendMessage on orders: no policy of its own allows it.',
    );
    expect(text).toContain('"Resource": [ "arn:aws:sqs:us-east-1:111122223333:orders" ]');
    expect(text).toContain('tier 3 writes');
  });

  it('names the owner and the next step where no Allow can help', async () => {
    const { html } = await explain(
      `${USER} sqs:SendMessage on resource: arn:aws:sqs:us-east-1:111122223333:orders with an explicit deny in a service control policy`,
    );

    expect(textOf(html)).toContain('Who can fix it: organisation administrators (SCP).');
    expect(html).not.toContain('<pre');
  });

  it.each([
    [
      'a success',
      '{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"GetObject","userIdentity":{"type":"AWSService"},"eventID":"1"}',
      'Not a denial',
    ],
    ['a broken record', '{"eventVersion": 7', 'Unreadable'],
  ])('says what %s is', async (_, pasted, heading) => {
    expect(textOf((await explain(pasted)).html)).toContain(heading);
  });

  it('gives the pasted text back as it was', async () => {
    const pasted = '\n\n  </textarea><script>alert(1)</script>\t"quoted" & \u202E';
    const { html } = await explain(pasted);
    const shown = /<textarea[^>]*>\n([^]*?)<\/textarea>/.exec(html)?.[1] ?? '';

    expect(html).not.toContain('<script');
    expect(unescaped(shown).replaceAll('\r\n', '\n')).toBe(pasted);
  });

  it('asks for a text', async () => {
    expect((await explain('  ')).status).toBe(422);
  });

  it('shows the first fifty records and counts the rest', async () => {
    const { html } = await explain(`${JSON.stringify({ message: 'hello' })}\n`.repeat(60));

    expect(html.match(/Not a denial|Unreadable/g)).toHaveLength(50);
    expect(textOf(html)).toContain('10 more are not shown');
  });
});

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
