import { createHmac } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

/** A signed request as Slack would send it to our endpoint. */
export type SignedRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A payload as Slack's form, signed as of `now` (milliseconds). */
export function toSignedRequest(
  { signingSecret, now }: { readonly signingSecret: string; readonly now: () => number },
  payload: Json,
): SignedRequest {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(now() / 1000));
  return { headers: toHeaders(signingSecret, timestamp, body), body };
}

/** The headers with which Slack sends a body. */
export function toHeaders(
  signingSecret: string,
  timestamp: string,
  body: string | Uint8Array,
): Readonly<Record<string, string>> {
  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body);
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${mac.digest('hex')}`,
  };
}

/** The button of a message whose words begin with `label`. */
export function toButton(blocks: readonly Json[], label: string): Json {
  const elements = blocks.flatMap((block) => (block['elements'] ?? []) as Json[]);
  const button = elements.find(
    (one) => one['type'] === 'button' && String((one['text'] as Json)['text']).startsWith(label),
  );
  if (button === undefined) throw new Error(`the message has no button ${label}`);
  return button;
}

/** `state.values` of a dialog sent with these answers; Slack lets no required field go unanswered. */
export function toAnswers(
  blocks: readonly Json[],
  answers: Readonly<Record<string, string>>,
): Json {
  const values = blocks
    .filter(({ type }) => type === 'input')
    .map((block) => {
      const name = String(block['block_id']);
      const element = block['element'] as Json;
      const initial = (element['initial_option'] as Json | undefined)?.['value'];
      const answer = answers[name] ?? initial ?? null;
      if (answer === null && block['optional'] !== true) throw new Error(`${name} is empty`);
      const isRadio = element['type'] === 'radio_buttons';
      const field = isRadio ? { selected_option: { value: answer } } : { value: answer };
      return [name, { [String(element['action_id'])]: { type: element['type'], ...field } }];
    });
  return Object.fromEntries(values) as Json;
}
