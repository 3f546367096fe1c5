import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const CI_RUN = fileURLToPath(new URL('../../.ci/run', import.meta.url));

/** Stands in for npm: leaves the report and the status that the case asks for, and reads its stdin to the end. */
const NPM = `#!/usr/bin/env bash
cat >/dev/null
for argument in "$@"; do case $argument in --outputFile=*) report=\${argument#*=} ;; esac; done
case "$1 $2" in
  'ci '*) exit "\${CI_STATUS:-0}" ;;
  'run check') printf '%s' "\${CHECK_REPORT:-}" >"$report"; exit "\${CHECK_STATUS:-0}" ;;
  'test --') printf '%s' "\${TEST_REPORT:-}" >"$report"; exit "\${TEST_STATUS:-0}" ;;
  'run test:conformance') printf '%s' "\${CONFORMANCE_REPORT:-}" >"$report"; exit "\${CONFORMANCE_STATUS:-0}" ;;
esac
exit 9
`;
const TEN_PASSED = report(10, 0, 0);
const TWO_FAILED = report(5, 2, 1);

let stubs = '';
beforeAll(() => {
  stubs = mkdtempSync(`${tmpdir()}/rolemender-ci-run-`);
  for (const [name, text] of [
    ['npm', NPM],
    ['chromium', '#!/bin/sh\n'],
  ] as const) {
    writeFileSync(`${stubs}/${name}`, text);
    chmodSync(`${stubs}/${name}`, 0o755);
  }
});
afterAll(() => rmSync(stubs, { recursive: true, force: true }));

describe('architecture/ci-run', () => {
  it.each([
    {
      name: 'adds up the passed tests of both runs',
      env: { CHECK_REPORT: TEN_PASSED, CONFORMANCE_REPORT: TEN_PASSED },
      last: '20 passed, 0 failed',
    },
    {
      name: 'counts failed tests, and test files that could not be loaded',
      env: { CHECK_REPORT: TWO_FAILED, CHECK_STATUS: '1', CONFORMANCE_REPORT: TEN_PASSED },
      last: '15 passed, 3 failed',
    },
    {
      name: 'counts a check that failed before its tests, and runs the tests all the same',
      env: {
        CHECK_STATUS: '1',
        TEST_REPORT: TEN_PASSED,
        CONFORMANCE_REPORT: TWO_FAILED,
        CONFORMANCE_STATUS: '1',
      },
      last: '15 passed, 4 failed',
    },
    {
      name: 'counts a check that failed although its tests passed',
      env: { CHECK_REPORT: TEN_PASSED, CHECK_STATUS: '1', CONFORMANCE_REPORT: TEN_PASSED },
      last: '20 passed, 1 failed',
    },
    {
      name: 'counts a report that cannot be read as a failure',
      env: { CHECK_REPORT: '{"numPassed', CONFORMANCE_REPORT: TEN_PASSED },
      last: '10 passed, 1 failed',
    },
    {
      name: 'tells an install that failed',
      env: { CI_STATUS: '1' },
      last: '0 passed, 1 failed',
    },
  ])('$name', ({ env, last }) => {
    const { stdout, status } = spawnSync(CI_RUN, {
      encoding: 'utf8',
      input: 'somebody typed this',
      env: { ...process.env, ...env, PATH: `${stubs}:${process.env['PATH']}` },
    });

    expect(stdout.trimEnd().split('\n').at(-1)).toBe(last);
    expect(status).toBe(last.endsWith(', 0 failed') ? 0 : 1);
  });
});

function report(passed: number, failed: number, notLoaded: number): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: notLoaded,
  });
}
