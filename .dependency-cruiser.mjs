/**
 * The import rules of docs/architecture.md. Every rule is an error, and every comment says where the
 * line should go instead. test/architecture/import-rules.test.ts breaches each rule once on purpose.
 */

const FOLDERS = 'kernel|domain|catalog|iac|scanners|ports|usecases|adapters|compose|cli|console';

/** Folders that are woken from outside and start everything else. */
const ENTRY_POINTS = '^(src/(cli|console)|handlers)/';

/** Where each npm package may be imported. A package that is missing here may be imported nowhere. */
const PACKAGE_HOMES = [
  { name: 'aws-sdk', packages: '(@aws-sdk|@smithy)/', homes: '^src/adapters/aws/' },
  { name: 'dynalite', packages: 'dynalite/', homes: '^src/adapters/dynalite/' },
  { name: 'diff', packages: 'diff/', homes: '^src/adapters/jsdiff/' },
  {
    name: 'valibot',
    packages: 'valibot/',
    homes: '^src/(adapters/[^/]+|compose|console)/',
  },
  { name: 'hono', packages: '(hono|@hono/node-server)/', homes: '^src/console/' },
  { name: 'middy', packages: '@middy/', homes: '^handlers/' },
  { name: 'slack', packages: '@slack/', homes: '^src/adapters/slack/' },
  { name: 'yaml', packages: 'yaml/', homes: '^src/(compose|iac)/' },
  { name: 'terminal', packages: '(commander|cli-progress|picocolors)/', homes: '^src/cli/' },
];

const EDGES = '^(src/(adapters|compose|cli|console)|handlers)/';
// `(^|/)`: a package is found below the project or, in a workspace, above it.
const inNodeModules = (packages) => `(^|/)node_modules/(${packages})`;

const packageHomeRules = PACKAGE_HOMES.map(({ name, packages, homes }) => ({
  name: `package-home-${name}`,
  severity: 'error',
  comment:
    `This package has one home, ${homes}. Put the call into that folder, behind a port, ` +
    'and have the composition root hand it in.',
  from: { path: EDGES, pathNot: homes },
  to: { path: inNodeModules(packages) },
}));

export default {
  forbidden: [
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      comment:
        'The kernel is what every folder rests on: it imports only itself and the hash of node:crypto. ' +
        'What needs more belongs to src/domain (decides) or src/adapters (does).',
      from: { path: '^src/kernel/' },
      to: { pathNot: ['^src/kernel/', '^(node:)?crypto$'] },
    },
    {
      name: 'domain-imports-kernel-only',
      severity: 'error',
      comment:
        'The domain decides and knows nobody. Pass the value in as an argument, or move the line up ' +
        'into the use case that has both.',
      from: { path: '^src/domain/' },
      to: { path: '^(src|handlers)/', pathNot: '^src/(domain|kernel)/' },
    },
    {
      name: 'domain-no-builtins',
      severity: 'error',
      comment:
        'The domain does no IO and has no clock. Read it in src/adapters behind a port and pass the value in; ' +
        'hashing is src/kernel/digest.ts.',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-no-packages',
      severity: 'error',
      comment:
        'The domain is plain TypeScript. A package that does IO goes behind a port in src/adapters; ' +
        'one that only checks shapes goes to the edge that reads the input.',
      from: { path: '^src/domain/' },
      to: { path: 'node_modules/' },
    },
    ...[
      { folder: 'catalog', packages: [] },
      { folder: 'iac', packages: ['web-tree-sitter', 'yaml', 'jsonc-parser'] },
      { folder: 'scanners', packages: ['web-tree-sitter'] },
    ].map(({ folder, packages }) => ({
      name: `${folder}-stays-pure`,
      severity: 'error',
      comment:
        'Text or data in, a value out: itself, domain, kernel and a parser package. Files are read in ' +
        'src/adapters/files and their text is passed in by the use case.',
      from: { path: `^src/${folder}/` },
      to: {
        pathNot: [
          `^src/(${folder}|domain|kernel)/`,
          ...packages.map((name) => inNodeModules(`${name}/`)),
        ],
      },
    })),
    {
      name: 'ports-import-domain-only',
      severity: 'error',
      comment:
        'A port speaks the words of the domain. Move the type that it needs into src/domain; an SDK type stays ' +
        'in its adapter.',
      from: { path: '^src/ports/' },
      to: { pathNot: '^src/(ports|domain|kernel)/' },
    },
    {
      name: 'ports-import-types-only',
      severity: 'error',
      comment:
        'A port holds types and no runtime code: use `import type`, and move the code into src/domain or ' +
        'into an adapter.',
      from: { path: '^src/ports/' },
      to: { path: '^src/(ports|domain|kernel)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'usecases-imports',
      severity: 'error',
      comment:
        'A use case names ports and never the thing behind them: add or widen a port in src/ports, ' +
        'implement it in src/adapters, and pass it in from src/compose.',
      from: { path: '^src/usecases/' },
      to: { pathNot: '^src/(usecases|ports|domain|iac|scanners|catalog|kernel)/' },
    },
    {
      name: 'usecase-not-to-usecase',
      severity: 'error',
      comment:
        'Two use cases that need the same line share it through src/domain; one that follows another is ' +
        'chained by the outbox or by the composition root. A folder of the same name is part of its use case.',
      from: { path: '^src/usecases/([^/.]+)' },
      to: { path: '^src/usecases/', pathNot: '^src/usecases/$1(\\.ts$|/)' },
    },
    {
      name: 'adapters-import-inwards',
      severity: 'error',
      comment:
        'An adapter implements a port: it imports ports, domain and kernel. Configuration reaches it as ' +
        'an argument of its create… function, from src/compose.',
      from: { path: '^src/adapters/' },
      to: { path: '^(src|handlers)/', pathNot: '^src/(adapters|ports|domain|kernel)/' },
    },
    {
      name: 'adapter-not-to-adapter',
      severity: 'error',
      comment:
        'Adapters do not know each other: hand the other one in as an argument, typed as its port, ' +
        'from src/compose.',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    ...packageHomeRules,
    {
      name: 'package-without-home',
      severity: 'error',
      comment:
        'Every package has a home folder: give this one a row in PACKAGE_HOMES of .dependency-cruiser.mjs ' +
        'and in docs/architecture.md, or do without it.',
      from: { path: EDGES },
      to: {
        path: 'node_modules/',
        pathNot: PACKAGE_HOMES.map(({ packages }) => inNodeModules(packages)),
      },
    },
    {
      name: 'compose-not-to-cli-or-handlers',
      severity: 'error',
      comment:
        'An entry point calls its composition root, not the reverse. What both need is a type in src/domain ' +
        'or in the composition root itself.',
      from: { path: '^src/compose/' },
      to: { path: '^(src/cli|handlers)/' },
    },
    {
      name: 'entry-points-import-compose',
      severity: 'error',
      comment:
        'An entry point reads its input, calls one composed use case and shows the outcome: it imports ' +
        'src/compose and the domain. Wire the rest in src/compose.',
      from: { path: ENTRY_POINTS },
      to: { path: '^src/[^/]+/', pathNot: '^src/(cli|console|compose|domain|kernel)/' },
    },
    {
      name: 'entry-point-not-to-entry-point',
      severity: 'error',
      comment:
        'cli, console and handlers do not know each other. What they share is a use case in src/usecases or ' +
        'a pure mapping in src/domain; `serve` starts the console through src/compose.',
      from: { path: '^(?:src/)?(cli|console|handlers)/' },
      to: { path: ENTRY_POINTS, pathNot: '^(src/)?$1/' },
    },
    {
      name: 'no-test-code',
      severity: 'error',
      comment:
        'What ships never imports test, bench or scripts. Move the shared line into src, to the folder of its kind. (The sample accounts are data of the demo.)',
      from: { path: EDGES },
      to: { path: '^(test|bench|scripts)/', pathNot: '^test/fixtures/accounts/' },
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      comment:
        'What ships uses only `dependencies` of package.json: move the package there, with its row in ' +
        'THIRD_PARTY_NOTICES, or do without it.',
      from: { path: EDGES },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    },
    {
      name: 'no-unknown-folder',
      severity: 'error',
      comment:
        'The folders of src are fixed, so that every line has one obvious place and every place has a rule: ' +
        'put this module into one of them, or give the new folder its row here and in docs/architecture.md.',
      from: {},
      to: { path: '^src/', pathNot: `^src/(${FOLDERS})/` },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment:
        'Two modules that need each other are one module, or share a third: move the shared part (often a type) ' +
        'to the one that is closer to the kernel.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports this and it imports nothing: connect it or delete it.',
      // A declaration file describes a package that has no types; no import leads to it.
      from: { orphan: true, pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment:
        'This import leads nowhere: correct the path, with its `.ts` ending, or install the package.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Without it `import type` leaks pass unseen: they are gone after compilation.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // An ESM-only package does not resolve, and its rules never fire, without `import` here.
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
