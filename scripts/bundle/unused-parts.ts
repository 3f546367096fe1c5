import { readFile } from 'node:fs/promises';
import type { Loader, Plugin } from 'esbuild';

/** Modules that are imported and whose code no function of ours reaches; whoever gets there is told so. */
const NEVER_REACHED = [
  // The parser of a browser's user agent, and the codec of event streams, which none of our operations has.
  'bowser',
  '@smithy/core/event-streams',
] as const;

/** Modules of which less will do. Each row says why. */
const SHORTER: readonly {
  readonly file: RegExp;
  readonly as: (source: string, path: string) => string;
}[] = [
  // A client reads its version for the user agent, and carries the whole file.
  {
    file: /\/(?:@aws-sdk\/client-[^/]+|@slack\/web-api)\/package\.json$/,
    as: (source) => {
      const { name, version } = JSON.parse(source) as Record<string, string>;
      return JSON.stringify({ name, version });
    },
  },
  // A class for every error of a service, up to 87. An error that is not among them is one of the service's base class,
  // under the name that it has on the wire; our adapters go by names and know both spellings.
  { file: /\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/, as: withoutErrors },
  // The memory of endpoint discovery, which is off.
  {
    file: /\/mnemonist\/lru-cache\.js$/,
    as: () => 'module.exports = class LRUCache {};',
  },
  // Signatures for all regions at once, which need a package that we do not have, and SHA-256 for a node without crypto.
  {
    file: /\/signature-v4-multi-region\/dist-es\/SignatureV4MultiRegion\.js$/,
    as: () =>
      `export { SignatureV4SignWithCredentials as SignatureV4MultiRegion } from './SignatureV4SignWithCredentials';`,
  },
  {
    file: /\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/,
    as: () => 'export class Sha256Js {}',
  },
  // Node has the same, and has loaded it.
  { file: /\/eventemitter3\/index\.js$/, as: () => `module.exports = require('node:events');` },
  // Three hundred methods that call apiCall, which is the one that we call.
  {
    file: /\/@slack\/web-api\/dist\/methods\.js$/,
    as: () => `exports.Methods = class Methods extends require('eventemitter3').EventEmitter {};`,
  },
  // Uploads, streamed messages, and modules that hold types alone.
  {
    file: /\/@slack\/(?:web-api\/dist\/(?:file-upload|chat-stream)|types\/dist\/index)\.js$/,
    as: () => 'exports.leftOut = true;',
  },
];

/** Leaves out what packages carry and the functions do not need; a test calls AWS and Slack with what is left. */
export const unusedParts: Plugin = {
  name: 'unused-parts',
  setup(build) {
    const filter = new RegExp(`^(?:${NEVER_REACHED.join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused-parts' }));
    build.onLoad({ filter: /./, namespace: 'unused-parts' }, ({ path }) => ({
      contents: `throw new Error('${path} was left out of the bundle: scripts/bundle/unused-parts.ts');`,
    }));
    for (const { file, as } of SHORTER) {
      build.onLoad({ filter: file }, async ({ path }) => ({
        contents: as(await readFile(path, 'utf8'), path),
        loader: (path.endsWith('.json') ? 'json' : 'js') satisfies Loader,
      }));
    }
  },
};

function withoutErrors(source: string, path: string): string {
  const lines = source.split('\n');
  const registers = (line: string) => /^n\d+_registry\.registerError\(.*\);$/.test(line);
  if (!lines.some(registers)) throw new Error(`${path} registers no errors as expected`);
  return withLiteralKeys(lines.filter((line) => !registers(line)).join('\n'));
}

// `{ [_v]: … }` may call _v's toString, as far as esbuild knows, so it keeps every schema that has one. The names are
// constants of the same file.
function withLiteralKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"\n]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return source.replaceAll(/\[(_\w+)\]:/g, (key, name: string) => {
    const text = constants.get(name);
    return text === undefined ? key : `${text}:`;
  });
}
