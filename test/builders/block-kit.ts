/**
 * Slack's limits of messages and dialogs, written a second time from its reference (docs.slack.dev, "Block Kit
 * reference", and the total that bolt-js#2509 met), so that a wrong constant of ours is found.
 */
type Json = Readonly<Record<string, unknown>>;

const MESSAGE_TOTAL = 12_000;

/** Everything in a message that Slack would refuse, as sentences; empty when it would take it. */
export function faultsOfMessage(message: {
  readonly text?: unknown;
  readonly blocks?: unknown;
}): readonly string[] {
  const faults: string[] = [];
  if (typeof message.text !== 'string' || message.text.trim() === '') faults.push('no text');
  else if (message.text.length > 4000) faults.push('text too long');
  const { blocks } = message;
  if (!Array.isArray(blocks)) return [...faults, 'no blocks'];
  if (blocks.length > 50) faults.push('more than 50 blocks');
  const total = JSON.stringify(message).length;
  if (total > MESSAGE_TOTAL) faults.push(`${total} characters in all`);
  return [...faults, ...faultsOfBlocks(blocks)];
}

/** The same for a dialog. */
export function faultsOfView(view: Json): readonly string[] {
  const faults: string[] = [];
  if (view['type'] !== 'modal') faults.push('no modal');
  faults.push(...plain(view['title'], 24, 'title'));
  if (view['submit'] !== undefined) faults.push(...plain(view['submit'], 24, 'submit'));
  faults.push(...plain(view['close'], 24, 'close'));
  const metadata = view['private_metadata'];
  if (typeof metadata === 'string' && metadata.length > 3000) faults.push('metadata too long');
  const callback = view['callback_id'];
  if (typeof callback === 'string' && callback.length > 255) faults.push('callback_id too long');
  const { blocks } = view;
  if (!Array.isArray(blocks) || blocks.length === 0) return [...faults, 'no blocks'];
  if (blocks.length > 100) faults.push('more than 100 blocks');
  const hasInput = blocks.some((block: Json) => block['type'] === 'input');
  if (hasInput && view['submit'] === undefined) faults.push('inputs without submit');
  return [...faults, ...faultsOfBlocks(blocks)];
}

function faultsOfBlocks(blocks: readonly Json[]): readonly string[] {
  const ids = blocks.flatMap(({ block_id: id }) => (typeof id === 'string' ? [id] : []));
  const twice = new Set(ids).size < ids.length ? ['a block_id twice'] : [];
  const long = ids.some((id) => id.length > 255) ? ['block_id too long'] : [];
  return [...twice, ...long, ...blocks.flatMap(faultsOfBlock)];
}

function faultsOfBlock(block: Json, at: number): readonly string[] {
  const where = `block ${at}`;
  switch (block['type']) {
    case 'header':
      return plain(block['text'], 150, where);
    case 'divider':
      return [];
    case 'section':
      return faultsOfSection(block, where);
    case 'context': {
      const elements = listOf(block['elements']);
      const count = elements.length < 1 || elements.length > 10 ? [`${where}: elements`] : [];
      return [...count, ...elements.flatMap((one) => text(one, 3000, where))];
    }
    case 'actions': {
      const elements = listOf(block['elements']);
      const count = elements.length < 1 || elements.length > 25 ? [`${where}: elements`] : [];
      const actions = elements.map((one) => one['action_id']);
      const twice = new Set(actions).size < actions.length ? [`${where}: action_id twice`] : [];
      return [...count, ...twice, ...elements.flatMap((one) => faultsOfElement(one, where))];
    }
    case 'input':
      return [
        ...plain(block['label'], 2000, where),
        ...faultsOfElement((block['element'] ?? {}) as Json, where),
      ];
    default:
      return [`${where}: unknown type ${String(block['type'])}`];
  }
}

function faultsOfSection(block: Json, where: string): readonly string[] {
  const fields = block['fields'] === undefined ? [] : listOf(block['fields']);
  const faults = fields.flatMap((one) => text(one, 2000, `${where} field`));
  if (fields.length > 10) faults.push(`${where}: more than 10 fields`);
  if (block['text'] !== undefined) faults.push(...text(block['text'], 3000, where));
  else if (fields.length === 0) faults.push(`${where}: neither text nor fields`);
  return faults;
}

function faultsOfElement(element: Json, where: string): readonly string[] {
  const faults: string[] = [];
  const id = element['action_id'];
  if (typeof id !== 'string' || id === '' || id.length > 255) faults.push(`${where}: action_id`);
  switch (element['type']) {
    case 'button': {
      faults.push(...plain(element['text'], 75, `${where} button`));
      const value = element['value'];
      if (typeof value === 'string' && value.length > 2000) faults.push(`${where}: value`);
      break;
    }
    case 'plain_text_input': {
      const most = element['max_length'];
      if (typeof most === 'number' && most > 3000) faults.push(`${where}: max_length`);
      break;
    }
    case 'radio_buttons': {
      const options = listOf(element['options']);
      if (options.length < 1 || options.length > 10) faults.push(`${where}: options`);
      for (const option of options) {
        faults.push(...plain(option['text'], 75, `${where} option`));
        if (String(option['value']).length > 75) faults.push(`${where}: option value`);
      }
      break;
    }
    default:
      faults.push(`${where}: unknown element ${String(element['type'])}`);
  }
  return faults;
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function plain(value: unknown, most: number, where: string): string[] {
  const object = (value ?? {}) as Json;
  return object['type'] === 'plain_text' ? text(object, most, where) : [`${where}: no plain_text`];
}

function text(value: unknown, most: number, where: string): string[] {
  const object = (value ?? {}) as Json;
  const words = object['text'];
  if (object['type'] !== 'plain_text' && object['type'] !== 'mrkdwn') return [`${where}: no text`];
  if (typeof words !== 'string' || words.length === 0) return [`${where}: empty text`];
  return words.length > most ? [`${where}: ${words.length} > ${most}`] : [];
}
