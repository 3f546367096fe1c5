import { openLocalApp } from '../../../src/compose/open-local-app.ts';

// One of several processes that approve the same proposal at the same moment.
const [dataDirectory = '', proposalId = '', digest = '', times = '1', by = ''] =
  process.argv.slice(2);

const app = await openLocalApp({ dataDirectory });
const outcomes = await Promise.all(
  Array.from({ length: Number(times) }, (_unused, n) =>
    app.decide({ proposalId, verdict: 'approved', digest, by: `${by}.${n}`, reason: null }),
  ),
);
await app.close();
const recorded = outcomes.filter(({ kind }) => kind === 'recorded').length;
const polite = outcomes.filter((o) => o.kind === 'refused' && o.code === 'already-decided').length;
process.stdout.write(JSON.stringify({ recorded, polite }));
