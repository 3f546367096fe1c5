import { describe, expect, it } from '@jest/globals';
import { CHECKS, type CheckLine } from '../../src/domain/deployment/check.ts';
import type { RuleFacts } from '../../src/domain/deployment/facts.ts';
import type { DeploymentSubject } from '../../src/domain/deployment/subject.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { createCheckDeployment } from '../../src/usecases/check-deployment.ts';
import { anOwnRole, aSubject, aWorld, readersOf, type World } from '../builders/a-deployment.ts';

const REFUSED = { kind: 'not-permitted', reason: 'AccessDenied' } as const;

async function check(
  harm: (world: World) => void = () => {},
  subject: DeploymentSubject = aSubject(),
): Promise<readonly CheckLine[]> {
  const world = aWorld();
  harm(world);
  return createCheckDeployment(readersOf(world))(subject);
}

function nameOf({ check: name, subject }: CheckLine): string {
  return subject === null ? name : `${name} ${subject}`;
}

function linesIn(state: CheckLine['state'], lines: readonly CheckLine[]): readonly string[] {
  return lines.filter((line) => line.state === state).map(nameOf);
}

function changeRule(changes: Partial<RuleFacts>, name = 'DenialRule') {
  return (world: World) => void world.rules.set(name, { ...world.rules.get(name)!, ...changes });
}

const SLACK_SECRET = 'slack-secret';

describe('usecases/check-deployment', () => {
  it('proves every precondition of a deployment that is in order', async () => {
    const lines = await check();
    expect(linesIn('failed', lines)).toEqual([]);
    expect(linesIn('unproven', lines)).toEqual([]);
    expect(lines.every(({ fix }) => fix === null)).toBe(true);
    const seen = new Set(lines.map((line) => line.check));
    const ofOthers = new Set(['config', 'data', 'snapshot', 'history', 'outbox']);
    expect(Object.keys(CHECKS).filter((name) => !seen.has(name as never))).toEqual([...ofOthers]);
  });

  it.each<[string, (world: World) => void]>([
    ['rule DenialRule', (w) => w.rules.delete('DenialRule')],
    ['rule TaskStoppedRule', (w) => w.rules.delete('TaskStoppedRule')],
    ['rule-state DenialRule', changeRule({ state: 'ENABLED' })],
    ['rule-state HubDenialRule', changeRule({ state: 'DISABLED' }, 'HubDenialRule')],
    ['rule-state TaskStoppedRule', changeRule({ state: 'DISABLED' }, 'TaskStoppedRule')],
    ['rule-pattern DenialRule', changeRule({ pattern: '{"source":["aws.s3"]}' })],
    ['rule-pattern DenialRule', changeRule({ pattern: 'no JSON' })],
    ['rule-target DenialRule', changeRule({ targets: [] })],
    [
      'rule-target DenialRule',
      (w) => {
        const target = { ...w.rules.get('DenialRule')!.targets[0]!, deadLetterArn: null };
        changeRule({ targets: [target] })(w);
      },
    ],
    ['trail', (w) => (w.trails = { kind: 'found', value: [] })],
    ['trail', (w) => (w.trails = toTrails(w, { isLogging: false }))],
    ['trail-reads', (w) => (w.trails = toTrails(w, { reads: false }))],
    ['queue VerifyQueue', (w) => w.queues.delete('VerifyQueue')],
    ['queue-policy DenialQueue', (w) => setQueue(w, 'DenialQueue', { policy: null })],
    ['queue-policy DenialQueue', (w) => setQueue(w, 'DenialQueue', { policy: '{"Statement":[]}' })],
    ['dead-letters', (w) => setQueue(w, 'DecisionDlq', { waiting: 3 })],
    ['table AuditTable', (w) => w.tables.delete('AuditTable')],
    ['table StateTable', (w) => setTable(w, { keys: ['id'] })],
    ['table-stream StateTable', (w) => setTable(w, { stream: null })],
    ['table-stream StateTable', (w) => setTable(w, { stream: 'KEYS_ONLY' })],
    ['table-recovery StateTable', (w) => setTable(w, { isRestorable: false })],
    [SLACK_SECRET, (w) => (w.secret = 'no JSON')],
    [SLACK_SECRET, (w) => (w.secret = '{"botToken":"xoxb-1"}')],
    [SLACK_SECRET, (w) => w.faults.set('secret', new AppError('access-denied', 'refused'))],
    ['slack-token', (w) => w.faults.set('app', new AppError('access-denied', 'invalid_auth'))],
    ['slack-token', (w) => (w.app.teamId = 'T0OTHER')],
    ['slack-scopes', (w) => (w.app.scopes = ['chat:write'])],
    ['slack-channel C0PLATFORM', (w) => w.faults.set('channel', new AppError('not-found', 'none'))],
    ['approvers oncall', (w) => w.groups.set('S0ONCALL', [])],
    ['approvers oncall', (w) => w.groups.set('S0ONCALL', ['U1'])],
    ['approvers oncall', (w) => w.faults.set('membersOf', new AppError('not-found', 'no group'))],
    ['spoke-role reader of production', (w) => (w.session = { kind: 'absent' })],
    ['own-roles ProposalApprovedRole', (w) => w.roles.set('ProposalApprovedRole', aStrongRole())],
    ['own-roles ProposalApprovedRole', (w) => w.roles.clear()],
  ])('fails exactly on %s, with its fix', async (expected, harm) => {
    const lines = await check(harm);
    expect(linesIn('failed', lines)).toEqual([expected]);
    const line = lines.find(({ state }) => state === 'failed')!;
    expect(line.fix).toBe(CHECKS[line.check].fix);
    expect(line.detail).not.toBe('');
  });

  it('says nothing more without credentials', async () => {
    const lines = await check((world) => (world.caller = REFUSED));
    expect(lines.map(nameOf)).toEqual(['credentials']);
    expect(linesIn('failed', lines)).toEqual(['credentials']);
  });

  it.each<[string, (world: World) => void]>([
    ['trail', (w) => (w.trails = REFUSED)],
    ['spoke-role reader of production', (w) => (w.session = REFUSED)],
    ['table-recovery StateTable', (w) => setTable(w, { isRestorable: undefined })],
    ['slack-scopes', (w) => (w.app.scopes = null)],
    ['slack-token', (w) => w.faults.set('app', new AppError('unavailable', 'no answer'))],
    [
      'own-roles ProposalApprovedRole',
      (w) => w.faults.set('findPrincipal', new AppError('access-denied', 'no')),
    ],
  ])('never takes what it could not see for proven: %s', async (expected, harm) => {
    const lines = await check(harm);
    expect(linesIn('failed', lines)).toEqual([]);
    expect(linesIn('unproven', lines)).toEqual([expected]);
  });

  it('says which resources and functions of the stack are missing or not in place', async () => {
    const all = aSubject().resources!;
    const without = (name: string) =>
      aSubject({ resources: all.filter(({ logicalId }) => logicalId !== name) });
    const gone = await check(undefined, without('EventDlq'));
    expect(linesIn('failed', gone)).toEqual(['stack']);
    const fewer = await check(undefined, without('DecisionMadeLambdaFunction'));
    expect(fewer.find(({ state }) => state === 'failed')).toMatchObject({
      check: 'functions',
      detail: 'missing: decision-made',
    });
    const resources = all.map((each) =>
      each.logicalId === 'StateTable' ? { ...each, status: 'UPDATE_FAILED' } : each,
    );
    const broken = await check(undefined, aSubject({ resources }));
    expect(linesIn('failed', broken)).toEqual(['stack']);
  });

  it('does what it can without the stack, and says what it needs', async () => {
    const lines = await check(undefined, aSubject({ resources: null }));
    expect(linesIn('unproven', lines)).toEqual(['stack']);
    expect(linesIn('ok', lines)).toContain('trail');
    expect(linesIn('ok', lines)).toContain('slack-token');
  });

  it('notes what is no fault: another region, no data events, alerts only, no Slack', async () => {
    const subject = aSubject({ region: 'eu-west-1', accounts: [], slackSecretId: null });
    const lines = await check(
      (world) => (world.trails = toTrails(world, { dataEvents: [] })),
      subject,
    );
    expect(linesIn('failed', lines)).toEqual([]);
    expect(linesIn('note', lines)).toEqual(['region', 'data-events', 'mode']);
  });

  it('lets a bug through', async () => {
    const pending = check((world) => world.faults.set('app', new TypeError('a bug')));
    await expect(pending).rejects.toThrow('a bug');
  });
});

function toTrails(world: World, changes: object): World['trails'] {
  if (world.trails.kind !== 'found') throw new Error('changed before');
  return { kind: 'found', value: world.trails.value.map((trail) => ({ ...trail, ...changes })) };
}

function setQueue(world: World, name: string, changes: object): void {
  world.queues.set(name, { ...world.queues.get(name)!, ...changes });
}

function setTable(world: World, changes: object): void {
  world.tables.set('StateTable', { ...world.tables.get('StateTable')!, ...changes });
}

function aStrongRole() {
  const role = anOwnRole('iam:PutRolePolicy');
  const document = { ...role.inline[0]!.document };
  const Statement = [{ Effect: 'Allow' as const, Action: 'iam:PutRolePolicy', Resource: '*' }];
  return { ...role, inline: [{ ...role.inline[0]!, document: { ...document, Statement } }] };
}
