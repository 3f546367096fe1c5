import { runCli } from '../../../src/cli/run-cli.ts';

// The demo as its user runs it, in a process of its own that a test can kill.
const [dataDirectory = ''] = process.argv.slice(2);

process.exitCode = await runCli(['demo', '--data', dataDirectory], {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTTY: { stdin: false, stdout: false, stderr: false },
  env: {},
  colour: false,
});
