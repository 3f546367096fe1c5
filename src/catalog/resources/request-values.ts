/** `requestParameters` of an event: every value in it was chosen by the caller. */
export type Parameters = Readonly<Record<string, unknown>>;

const MAX_LENGTH = 2048;
const MAX_VALUES = 50;
const MAX_NODES = 2000;

/**
 * The texts at a path such as `instancesSet.items[].instanceId` (`[]`: each of a list, `*`: any member,
 * `{}`: the members' names). Names compare without regard to case, because CloudTrail lowers the first
 * letter in some services only. None where any value is no plain text: a part is never the whole.
 */
export function textsAt(parameters: Parameters, path: string): readonly string[] {
  let nodes: readonly unknown[] = [parameters];
  for (const segment of path.split('.')) {
    nodes = nodes.flatMap((node) => step(node, segment));
    if (nodes.length > MAX_NODES) return [];
  }
  return toTexts(nodes);
}

/** The texts of a name where it occurs least deep: EC2 nests what it also has on the top. */
export function shallowest(parameters: Parameters, name: string): readonly string[] {
  let level: readonly unknown[] = [parameters];
  for (let depth = 0; depth < 8 && level.length > 0 && level.length <= MAX_NODES; depth++) {
    const found = level.flatMap((node) => member(node, name));
    if (found.length > 0) return toTexts(found.flatMap(each));
    level = level.flatMap((node) => (isObject(node) ? Object.values(node) : []));
  }
  return [];
}

/** The parameters themselves; EC2 wraps those of newer operations in `<Operation>Request`. */
export function unwrapped(parameters: Parameters, operation: string): Parameters {
  const [inner] = member(parameters, `${operation}Request`);
  return isObject(inner) && !Array.isArray(inner) ? (inner as Parameters) : parameters;
}

function step(node: unknown, segment: string): readonly unknown[] {
  if (segment === '*') return isObject(node) ? Object.values(node) : [];
  if (segment.endsWith('{}'))
    return member(node, segment.slice(0, -2)).flatMap((one) =>
      isObject(one) && !Array.isArray(one) ? Object.keys(one) : [],
    );
  return segment.endsWith('[]')
    ? member(node, segment.slice(0, -2)).flatMap(each)
    : member(node, segment);
}

function each(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

// Two spellings of one name contradict each other.
function member(node: unknown, name: string): readonly unknown[] {
  if (!isObject(node) || Array.isArray(node)) return [];
  const lower = name.toLowerCase();
  const keys = Object.keys(node).filter((key) => key.toLowerCase() === lower);
  const [key] = keys;
  const value = key === undefined || keys.length > 1 ? null : (node as Parameters)[key];
  return value === null || value === undefined ? [] : [value];
}

function toTexts(values: readonly unknown[]): readonly string[] {
  const texts = values.map((value) =>
    typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value,
  );
  const accepted = texts.filter(isAcceptable);
  const unique = [...new Set(accepted)];
  return accepted.length === texts.length && unique.length <= MAX_VALUES ? unique : [];
}

function isAcceptable(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.length > MAX_LENGTH) return false;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
  }
  return true;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
