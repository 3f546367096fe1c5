import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** Puts `env-credentials-module.ts` in the place of the SDK's chain of credential providers. */
export const envCredentials: Plugin = {
  name: 'env-credentials',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: fileURLToPath(new URL('env-credentials-module.ts', import.meta.url)),
    }));
  },
};
