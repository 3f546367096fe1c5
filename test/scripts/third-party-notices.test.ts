import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { thirdPartyNotices } from '../../scripts/third-party-notices.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rolemender-notices-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('scripts/third-party-notices', () => {
  it('lists what ships, with its licence text, and nothing that only builds or tests', () => {
    write(
      'package-lock.json',
      lockOf({ alpha: {}, tool: { dev: true }, peer: { devOptional: true } }),
    );
    write('node_modules/alpha/LICENSE', 'Copyright Alpha');

    const notices = thirdPartyNotices(root);

    expect(notices).toContain('alpha 1.0.0 (MIT)\n\nCopyright Alpha');
    expect(notices).not.toMatch(/tool|peer/);
  });

  it('prints a text once for all packages that share it', () => {
    write('package-lock.json', lockOf({ beta: {}, alpha: {} }));
    write('node_modules/alpha/license.md', 'The same');
    write('node_modules/beta/LICENCE', 'The same\r\n');

    expect(thirdPartyNotices(root)).toContain('alpha 1.0.0 (MIT)\nbeta 1.0.0 (MIT)\n\nThe same');
  });

  it('includes the NOTICE file that Apache-2.0 asks to keep', () => {
    write('package-lock.json', lockOf({ alpha: {} }));
    write('node_modules/alpha/LICENSE.txt', 'Licence');
    write('node_modules/alpha/NOTICE', 'Notice');

    expect(thirdPartyNotices(root)).toContain('Licence\n\nNotice');
  });

  it('says so where a package carries no text, and refuses where it is not installed', () => {
    write('package-lock.json', lockOf({ alpha: {} }));
    expect(() => thirdPartyNotices(root)).toThrow('run npm ci');

    write('node_modules/alpha/package.json', '{}');
    expect(thirdPartyNotices(root)).toContain('carries no licence text');
  });
});

function lockOf(packages: Readonly<Record<string, object>>): string {
  const entries = Object.entries(packages).map(([name, flags]) => [
    `node_modules/${name}`,
    { version: '1.0.0', license: 'MIT', ...flags },
  ]);
  return JSON.stringify({ packages: { '': {}, ...Object.fromEntries(entries) } });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
