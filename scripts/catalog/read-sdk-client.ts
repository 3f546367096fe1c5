/** What one operation of an SDK client tells about permissions. Only names are kept, no prose. */
export type SdkOperation = {
  /** Top-level input members that hold a text, or texts (`Names[]`), in the SDK's order, by spaces. */
  readonly members: string;
  /** Verb and URI template (`POST /v2/apis`), where the client's schema tells them. */
  readonly http?: string;
  /** `service:Word` tokens in the operation's documentation, in their order: most are IAM actions. */
  readonly mentions?: readonly string[];
  /** True where the documentation says that IAM policies are not evaluated for the operation. */
  readonly withoutIam?: true;
};

/** What one SDK client tells; `signingName` is that of its signature, null where it is not written. */
export type SdkClient = {
  readonly signingName: string | null;
  readonly operations: Readonly<Record<string, SdkOperation>>;
};

const COMMAND = /^dist-types\/commands\/(\w+)Command\.d\.ts$/;
const SCHEMA = /^dist-es\/schemas\/schemas_\d+\.js$/;
const SIGNING = 'dist-es/auth/httpAuthSchemeProvider.js';

/** True for the files of a client's package that `readSdkClient` reads. */
export function isClientFile(path: string): boolean {
  return COMMAND.test(path) || SCHEMA.test(path) || path === SIGNING;
}

/** The facts of one client, from the files of its package by their paths. */
export function readSdkClient(files: ReadonlyMap<string, string>): SdkClient {
  const uris = readUris(files);
  const operations: Record<string, SdkOperation> = {};
  for (const path of [...files.keys()].sort()) {
    const name = COMMAND.exec(path)?.[1];
    if (name !== undefined) operations[name] = readOperation(files.get(path) ?? '', uris.get(name));
  }
  const signingName = /\bname: "([\w-]+)"/.exec(files.get(SIGNING) ?? '')?.[1] ?? null;
  return { signingName, operations };
}

function readOperation(text: string, http: string | undefined): SdkOperation {
  const doc = docOf(text);
  const mentions = mentionsOf(doc);
  return {
    members: membersOf(text).join(' '),
    ...(http === undefined ? {} : { http }),
    ...(mentions.length === 0 ? {} : { mentions }),
    ...(/n['’]t evaluate Identity and Access Management/.test(doc) ? { withoutIam: true } : {}),
  };
}

function readUris(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const uris = new Map<string, string>();
  for (const [path, text] of files) {
    if (!SCHEMA.test(path)) continue;
    // `export var CreateApi$ = [9, n0, _CAre,⏎    { [_ht]: ["POST", "/v2/apis", 201] }, …`
    const operations = text.matchAll(
      /^export var (\w+)\$ = \[9, \w+, \w+,\s+\{[^\n]*?\["([A-Z]+)", "([^"]+)", \d+\]/gm,
    );
    for (const [, name = '', verb, uri] of operations) uris.set(name, `${verb} ${uri}`);
  }
  return uris;
}

/** The members of the example's input, told by its indentation: ` *   Name: "STRING_VALUE",`. */
function membersOf(text: string): readonly string[] {
  const input = /const input = \{[^\n]*\n([^]*?)\n \* \};/.exec(text)?.[1] ?? '';
  const lines = input.split('\n');
  return lines.flatMap((line, index) => {
    const [, name, value = ''] = /^ \* {3}(\w+): (.*)$/.exec(line) ?? [];
    if (name === undefined) return [];
    if (value.startsWith('"STRING_VALUE"')) return [name];
    const isList = value.startsWith('[') && /^ \* {5}"STRING_VALUE"/.test(lines[index + 1] ?? '');
    return isList ? [`${name}[]`] : [];
  });
}

function docOf(text: string): string {
  const example = text.indexOf(' * @example');
  const head = example < 0 ? text : text.slice(0, example);
  const doc = head.slice(Math.max(head.lastIndexOf('/**'), 0));
  return doc.replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s*]+/g, ' ');
}

function mentionsOf(doc: string): readonly string[] {
  const words = doc.matchAll(/(?<![\w:/.-])[a-z][a-z0-9-]{1,30}:[A-Z]\w{2,80}/g);
  return [...new Set([...words].map(([word]) => word))];
}
