import type { Plugin } from 'esbuild';

/** What the SDK and Slack's client use of `node:http` and `node:https`; a name that is missing here stops the build. */
const MEMBERS = [
  'Agent',
  'ClientRequest',
  'IncomingMessage',
  'METHODS',
  'OutgoingMessage',
  'STATUS_CODES',
  'Server',
  'ServerResponse',
  'createServer',
  'get',
  'globalAgent',
  'request',
] as const;
const ONLY_HTTP = new Set<string>([
  'ClientRequest',
  'IncomingMessage',
  'METHODS',
  'OutgoingMessage',
  'STATUS_CODES',
  'ServerResponse',
]);

/**
 * Takes `http` and `https` by `process.getBuiltinModule` instead of `import`. An ESM import of a builtin reads every
 * export of it; three of `node:http`'s load undici, which costs a cold start 15 ms and 10 MB on Node 24.
 */
export const lazyHttp: Plugin = {
  name: 'lazy-http',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?https?$/ }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace: 'lazy-http',
    }));
    build.onLoad({ filter: /./, namespace: 'lazy-http' }, ({ path }) => {
      const members = MEMBERS.filter((name) => path === 'http' || !ONLY_HTTP.has(name));
      return {
        loader: 'js',
        contents: [
          `const builtin = process.getBuiltinModule('node:${path}');`,
          'export default builtin;',
          `export const { ${members.join(', ')} } = builtin;`,
        ].join('\n'),
      };
    });
  },
};
