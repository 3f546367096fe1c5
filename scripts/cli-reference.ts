import { readFile, writeFile } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../src/cli/run-cli.ts';
import { VERBS } from '../src/cli/verbs.ts';

/** Writes docs/reference/cli.md from the program's own `--help`; `--check` only says whether it is up to date. */
const FILE = 'docs/reference/cli.md';

async function help(...argv: string[]): Promise<string> {
  const stdout = new PassThrough();
  let text = '';
  stdout.on('data', (chunk) => (text += String(chunk)));
  const io = {
    stdin: Readable.from([]),
    stdout,
    stderr: stdout,
    isTTY: { stdin: false, stdout: false, stderr: false },
    env: {},
    colour: false,
  };
  await runCli([...argv, '--help'], io);
  return text.trimEnd();
}

const sections = [`## rolemender\n\n\`\`\`text\n${await help()}\n\`\`\``];
for (const { name } of VERBS) {
  sections.push(`## ${name}\n\n\`\`\`text\n${await help(name)}\n\`\`\``);
}
const intro = '# Command line\n\nGenerated from `--help` by `npm run cli-reference`; do not edit.';
const page = `${intro}\n\n${sections.join('\n\n')}\n`;

if (process.argv.includes('--check')) {
  const current = await readFile(FILE, 'utf8').catch(() => '');
  if (current !== page) {
    console.error(`${FILE} is out of date: npm run cli-reference`);
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, page);
}
