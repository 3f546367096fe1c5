import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import type { Denial, Reading } from '../../src/domain/denial/denial.ts';
import { diagnose } from '../../src/domain/denial/diagnose.ts';
import { readRecord, readText } from '../../src/domain/denial/read-record.ts';
import { parsePrincipalText } from '../../src/domain/principal/parse-principal-text.ts';

// The measured data are not part of the repository; each row names its source and licence.
const DATA = process.env['ROLEMENDER_DATA'] ?? resolve('../shared/data');
const isThere = existsSync(join(DATA, 'cloudtrail_records.jsonl'));
if (!isThere) console.info(`skipped: no data in ${DATA}; set ROLEMENDER_DATA to measure`);
const read = (name: string) => readFileSync(join(DATA, name), 'utf8').trimEnd().split('\n');
const withoutSkipped = (cause: string) => cause.replaceAll('-', '_');

/** Share of the rows that are right, and the first few that are not. */
function score(rows: readonly { id: string; right: boolean; got: unknown }[]) {
  const wrong = rows.filter(({ right }) => !right);
  return { share: 1 - wrong.length / Math.max(rows.length, 1), wrong: wrong.slice(0, 8) };
}

type RecordRow = {
  id: string;
  denied: boolean;
  expected: {
    principal: string;
    action: string;
    resource: string;
    cause: string;
    action_from: string;
  };
  event: unknown;
};

const catalog = createCatalog();
const recordReadings = await catalog.whenLoaded(() =>
  (isThere ? read('cloudtrail_records.jsonl') : []).map((line) => {
    const row = JSON.parse(line) as RecordRow;
    return { row, reading: readRecord({ event: row.event }, catalog.lookUp)[0] };
  }),
);

/**
 * The labels tell what the message names; where that is nothing or `…/*`, the request may say which
 * (`detectorId`, `instanceId`), and an Allow for exactly that is the narrower and the right one.
 */
function isFromRequest(got: string, want: string, event: unknown): boolean {
  const id = got.slice(got.lastIndexOf('/') + 1);
  const { requestParameters } = event as { readonly requestParameters?: unknown };
  const asked = JSON.stringify(requestParameters ?? null);
  const isWithin = want === '' || (want.endsWith('/*') && got.startsWith(want.slice(0, -1)));
  return isWithin && id !== '*' && asked.includes(JSON.stringify(id));
}

function cloudTrailRecords() {
  const readings = recordReadings;
  const denials = readings.filter(
    (one): one is { row: RecordRow; reading: Denial } =>
      one.row.denied && one.reading?.kind === 'denial',
  );

  it('tells denials from everything else in every record', () => {
    const rightly = readings.map(({ row, reading }) => ({
      id: row.id,
      right: reading?.kind === (row.denied ? 'denial' : 'not-a-denial'),
      got: reading,
    }));
    expect(score(rightly)).toEqual({ share: 1, wrong: [] });
  });

  it.each([
    ['action', 1],
    ['principal', 1],
    ['cause', 1],
    // One label lacks the closing quote that its message has: what AWS checked has both.
    ['resource', 0.99],
  ] as const)('gets every %s right, at least a share of %p', (field, least) => {
    const rightly = denials.map(({ row, reading }) => {
      const got = {
        action: reading.required[0]?.action.toLowerCase(),
        principal: reading.principal.arn,
        cause: withoutSkipped(reading.cause),
        resource: reading.required[0]?.resources[0] ?? '',
      }[field];
      const want = row.expected[field];
      // An empty label: the message names none. `*` is what the catalogue says of an action without resources.
      if (field === 'resource' && want === '' && (!got || got === '*'))
        return { id: row.id, right: true, got };
      if (field === 'resource' && isFromRequest(got ?? '', want, row.event))
        return { id: row.id, right: true, got };
      return { id: row.id, right: got === (field === 'action' ? want.toLowerCase() : want), got };
    });
    const { share, wrong } = score(rightly);
    expect({ share: share >= least, wrong: wrong.slice(0, least === 1 ? 8 : 0) }).toEqual({
      share: true,
      wrong: [],
    });
  });

  it('offers a statement for nothing but a missing identity policy', () => {
    const offered = denials.filter(({ reading }) => diagnose(reading).statement !== null);
    expect(offered.length).toBeGreaterThan(0);
    expect(new Set(offered.map(({ row }) => row.expected.cause))).toEqual(
      new Set(['identity_policy_missing']),
    );
  });
}

type TextRow = {
  id: string;
  message: string;
  principal: string;
  action: string;
  resource: string;
  cause: string;
  policyArn: string;
};

function toTextRow(line: string): TextRow {
  const [id, , message, principal, action, resource, cause, policyArn] = line.split('\t');
  const unescaped = message?.replace(/\\(.)/g, (_all, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter,
  );
  return {
    id: id ?? '',
    message: unescaped ?? '',
    principal: principal ?? '',
    action: action ?? '',
    resource: resource ?? '',
    cause: cause ?? '',
    policyArn: policyArn ?? '',
  };
}

/** The data label a trust policy's denial as one of a resource policy. */
const toLabel = (cause: string) => withoutSkipped(cause).replace('trust_policy', 'resource_policy');

function deniedMessages() {
  const rows = read('denied_messages.tsv').slice(1).map(toTextRow);
  const others = rows.filter((row) => row.cause === 'not_authorization');
  const denied = rows
    .filter((row) => row.cause !== 'not_authorization')
    .map((row) => ({ row, reading: readText(row.message) }));

  const shareOf = (
    field: 'principal' | 'action' | 'resource' | 'cause' | 'policyArn',
    gotOf: (denial: Denial, row: TextRow) => string,
  ) =>
    score(
      denied
        .filter(({ row }) => row[field] !== '?')
        .map(({ row, reading }) => {
          const got = reading.kind === 'denial' ? gotOf(reading, row) : reading;
          const want = field === 'action' ? row.action.toLowerCase() : row[field];
          return { id: row.id, right: got === want, got };
        }),
    );

  it('calls no text of another system or problem a denial', () => {
    const wrong = others.filter(({ message }) => readText(message).kind === 'denial');
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('gets every action, cause and policy ARN right', () => {
    const action = shareOf('action', ({ required }) => required[0]?.action.toLowerCase() ?? '');
    const cause = shareOf('cause', (denial) => toLabel(denial.cause));
    const policy = shareOf('policyArn', (denial) => denial.denyingPolicyArn ?? '');
    for (const scored of [action, cause, policy]) expect(scored).toEqual({ share: 1, wrong: [] });
  });

  it('gets at least 99 % of the resources right', () => {
    const resource = shareOf(
      'resource',
      ({ required, namedResource }) => required[0]?.resources[0] ?? namedResource ?? '',
    );
    expect(resource.share).toBeGreaterThanOrEqual(0.99);
  });

  it('gets at least 99 % of the principals right', () => {
    const principal = shareOf('principal', (denial, row) =>
      denial.principal.arn === (parsePrincipalText(row.principal).arn ?? null)
        ? row.principal
        : String(denial.principal.arn),
    );
    expect(principal.share).toBeGreaterThanOrEqual(0.99);
  });
}

type EcsRow = {
  id: string;
  denied: boolean | null;
  kind: string;
  stopCode_assumed?: string;
  text?: string;
  event?: unknown;
  expected?: {
    action: string;
    action_any_of?: string[];
    role: string;
    resource: string;
    cause: string;
  };
};

function ecsStopped() {
  const rows = read('ecs_stopped.jsonl').map((line) => JSON.parse(line) as EcsRow);
  const toEvent = (row: EcsRow): unknown =>
    row.event ?? {
      'detail-type': 'ECS Task State Change',
      source: 'aws.ecs',
      detail: {
        lastStatus: 'STOPPED',
        stopCode: row.stopCode_assumed ?? null,
        stoppedReason: row.text,
      },
    };
  const kindOf = (row: EcsRow): Reading['kind'] =>
    row.denied === null ? 'unreadable' : row.denied ? 'denial' : 'not-a-denial';

  it.each([
    ['as an event', (row: EcsRow) => readRecord(toEvent(row))[0]],
    ['as a pasted text', (row: EcsRow) => readRecord(row.event ?? row.text)[0]],
  ])('tells denials, other failures and cut texts apart, %s', (_how, readRow) => {
    const rightly = rows.map((row) => {
      const got = readRow(row);
      return { id: row.id, right: got?.kind === kindOf(row), got };
    });
    expect(score(rightly)).toEqual({ share: 1, wrong: [] });
  });

  it('gets every action, role, cause and resource right', () => {
    const rightly = rows
      .filter((row) => row.denied === true)
      .map((row) => {
        const reading = readRecord(toEvent(row))[0];
        const denial = reading?.kind === 'denial' ? reading : undefined;
        const action = denial?.required[0]?.action ?? '';
        const right =
          (row.expected?.action_any_of ?? [row.expected?.action]).includes(action) &&
          denial?.principal.ecsRole === row.expected?.role &&
          withoutSkipped(denial?.cause ?? '') === row.expected?.cause &&
          (denial?.required[0]?.resources[0] ?? '') === row.expected?.resource;
        return { id: row.id, right, got: denial };
      });
    expect(score(rightly)).toEqual({ share: 1, wrong: [] });
  });
}

describe('conformance/records', () => {
  if (!isThere) {
    it('is skipped where the data are absent', () => {});
    return;
  }
  describe('cloudtrail_records.jsonl', () => {
    cloudTrailRecords();
  });
  describe('denied_messages.tsv', () => {
    deniedMessages();
  });
  describe('ecs_stopped.jsonl', () => {
    ecsStopped();
  });
});
