import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERBS } from '../src/cli/verbs.ts';

/** A Markdown file, `path` from the root of the repository. */
export type Doc = { readonly path: string; readonly text: string };

/** What the documents may refer to. */
export type Project = {
  readonly exists: (path: string) => boolean;
  readonly scripts: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ADR_SECTIONS = ['Context', 'Decision', 'Consequences', 'Enforced by'];
const FENCE = /^```([^\n]*)\n([^]*?)^```/gm;
const FOLDER_README_LINES = 15;
const IN_A_FOLDER = /^(?:src|test|docs|scripts|bench|handlers|\.ci|\.github)\/[\w./-]*$/;
const AT_THE_TOP = /^(?:\.[\w.-]+\.(?:json|mjs)|(?:package|tsconfig|jest\.config)\.json)$/;

/** What is wrong with one document, one sentence each: links, file paths and commands that lead nowhere. */
export function faultsOfDoc(doc: Doc, project: Project): readonly string[] {
  const prose = doc.text.replaceAll(FENCE, '');
  const commands = [...doc.text.matchAll(FENCE)]
    .filter(([, language]) => /^(?:console|sh|bash|shell)\b/.test(language ?? ''))
    .flatMap(([, , block]) => commandsOf(block ?? ''));
  return [
    ...linksOf(prose).flatMap((link) => faultOfLink(link, doc, project)),
    ...pathsOf(prose)
      .filter((path) => !project.exists(path))
      .map((path) => `there is no ${path}`),
    ...commands.flatMap((command) => faultOfCommand(command, project)),
    ...(isAdr(doc) ? faultsOfAdr(doc, project) : []),
    ...(doc.path === 'CHANGELOG.md' && !/^## \[Unreleased\]$/m.test(doc.text)
      ? ['there is no "## [Unreleased]"']
      : []),
    ...(/^src\/[^/]+\/README\.md$/.test(doc.path) && lineCount(doc.text) > FOLDER_README_LINES
      ? [`${lineCount(doc.text)} lines, and a folder's README has at most ${FOLDER_README_LINES}`]
      : []),
  ].map((fault) => `${doc.path}: ${fault}`);
}

function linksOf(prose: string): readonly string[] {
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^(?:https?|mailto):/.test(target));
}

function faultOfLink(link: string, doc: Doc, project: Project): readonly string[] {
  const [file = '', anchor] = link.split('#');
  if (file === '') {
    return headingsOf(doc.text).includes(anchor ?? '') ? [] : [`there is no heading #${anchor}`];
  }
  const path = normalize(join(dirname(doc.path), file));
  return project.exists(path) ? [] : [`the link ${link} leads nowhere`];
}

/** The anchors that GitHub makes of the headings. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    (title ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Paths in code font, as far as they are whole: `src/adapters/<vendor>/` and `src/…` are patterns. */
function pathsOf(prose: string): readonly string[] {
  return [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, code]) => code ?? '')
    .filter((code) => IN_A_FOLDER.test(code) || AT_THE_TOP.test(code));
}

function commandsOf(block: string): readonly string[] {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const prompted = lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
  const commands = prompted.length > 0 ? prompted : lines.filter((line) => !line.startsWith('#'));
  return commands.flatMap((command) => command.split(/&&|\|\||[|;]/)).map((part) => part.trim());
}

function faultOfCommand(command: string, project: Project): readonly string[] {
  const words = command.split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word));
  const [first, second, third] = words;
  if (first === 'npm' && second === 'run') return faultOfScript(third, project);
  if (first === 'npm' && (second === 'test' || second === 'start'))
    return faultOfScript(second, project);
  if (first === 'npx' && second === 'rolemender') return faultOfVerb(third, project);
  if (first === 'node' && second === 'dist/rolemender.mjs') return faultOfVerb(third, project);
  return first === 'rolemender' ? faultOfVerb(second, project) : [];
}

function faultOfScript(script: string | undefined, project: Project): readonly string[] {
  return project.scripts.has(script ?? '') ? [] : [`package.json has no script ${script}`];
}

function faultOfVerb(verb: string | undefined, project: Project): readonly string[] {
  if (verb === undefined || verb.startsWith('-') || project.verbs.has(verb)) return [];
  return [`rolemender has no verb ${verb}`];
}

function isAdr({ path }: Doc): boolean {
  return path.startsWith('docs/adr/');
}

function faultsOfAdr({ path, text }: Doc, project: Project): readonly string[] {
  const number = Number(/^docs\/adr\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]);
  const sections = text.split(/^## /m).slice(1);
  const titles = sections.map((section) => section.split('\n', 1)[0]);
  const enforcers = pathsOf(sections.at(-1) ?? '').filter((one) => project.exists(one));
  return [
    ...(text.startsWith(`# ${number}. `)
      ? []
      : ['the title is not "# <number of the file>. <title>"']),
    ...(/^Status: (?:accepted|superseded by \[.*)/m.test(text) ? [] : ['there is no status line']),
    ...(titles.join() === ADR_SECTIONS.join()
      ? []
      : [`the sections are not ${ADR_SECTIONS.join(', ')}`]),
    ...sections
      .filter((section) => lineCount(section) < 3)
      .map(([title]) => `section ${title} is empty`),
    ...(enforcers.length > 0 ? [] : ['"Enforced by" names no file that exists']),
  ];
}

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}

/** What is wrong with the set of documents: a folder of src without its README, a gap in the ADRs' numbers. */
export function faultsOfSet(
  paths: readonly string[],
  folders: readonly string[],
): readonly string[] {
  const adrs = paths.filter((path) => path.startsWith('docs/adr/')).toSorted();
  return [
    ...folders
      .map((folder) => `src/${folder}/README.md`)
      .filter((path) => !paths.includes(path))
      .map((path) => `there is no ${path}`),
    ...adrs
      .filter((path, index) => !path.startsWith(`docs/adr/${String(index + 1).padStart(4, '0')}-`))
      .map((path) => `${path}: its number is not the next one`),
    ...(adrs.length > 0 ? [] : ['there is no ADR']),
  ];
}

/** Every Markdown file of the repository that a person wrote, as a path from its root. */
function listDocs(root: string): readonly string[] {
  const below = ['docs', 'src', 'test', 'bench', '.github'].filter((folder) =>
    existsSync(join(root, folder)),
  );
  return [
    ...readdirSync(root),
    ...below.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (path) => `${folder}/${path}`,
      ),
    ),
  ].filter((path) => path.endsWith('.md') && !/^test\/(?:golden|fixtures)\//.test(path));
}

if (import.meta.main) {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: object;
  };
  const project: Project = {
    exists: (path) => existsSync(join(ROOT, path)),
    scripts: new Set(Object.keys(manifest.scripts)),
    verbs: new Set([...VERBS.map(({ name }) => name), 'help']),
  };
  const paths = listDocs(ROOT);
  const folders = readdirSync(join(ROOT, 'src'));
  const faults = [
    ...faultsOfSet(paths, folders),
    ...paths.flatMap((path) =>
      faultsOfDoc({ path, text: readFileSync(join(ROOT, path), 'utf8') }, project),
    ),
  ];
  for (const fault of faults) console.error(fault);
  console.log(`${paths.length} documents, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
