import { isatty } from 'node:tty';
import { isColourWanted, runCli } from './run-cli.ts';
import { isBrokenPipe } from './write.ts';

// Without a listener a closed pipe (`rolemender … | head`) would end the process with a stack trace.
process.stdout.on('error', (error) => {
  if (!isBrokenPipe(error)) throw error;
  process.exit(0);
});

// The bundle keeps to Node 20, and what the SDK will need one day is no news for its user.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// exitCode, not exit(): what is still on its way to a pipe must arrive.
process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTTY: {
    stdin: isatty(0),
    stdout: isatty(1),
    stderr: isatty(2),
  },
  env: process.env,
  colour: isColourWanted(process.env, isatty(1)),
});
