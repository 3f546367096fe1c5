import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO_SCENES, feedScene } from '../../../src/compose/demo/demo.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { aConsole, type TestConsole, textOf } from '../../builders/a-console.ts';
import { aDocument } from '../../builders/an-account.ts';
import { aLocalWorld, type TestWorld } from '../../builders/a-local-app.ts';

describe('console/routes/rollback', () => {
  let world: TestWorld;
  let console: TestConsole;
  let proposal: Proposal;

  beforeEach(async () => {
    world = await aLocalWorld();
    await feedScene(world.app, DEMO_SCENES[0]!);
    const [finding] = await world.app.listFindings();
    proposal = (await world.app.show(finding!.id))!.proposals[0]!;
    const { id, digest } = proposal;
    await world.app.decide({ proposalId: id, digest, verdict: 'approved', by: 'A', reason: null });
    console = await aConsole(world.app, () => world.clock.now());
  });
  afterEach(() => world.app.close());

  it('takes the change back and shows who did it and why', async () => {
    const response = await rollBack();
    const page = textOf((await console.get(`/findings/${proposal.findingIds[0]}`)).html);

    expect(response.status).toBe(303);
    expect(page).toContain('Rolled back to v7 by Zoë (console): wrong table');
    expect(page).toContain('the account is as it was before the change');
    expect(page).not.toContain('Roll back makes');
    expect((await policy())?.defaultVersionId).toBe('v7');
  });

  it('refuses when somebody changed the policy since, and shows both differences', async () => {
    const { policyArn } = managed();
    const [oldest] = (await policy())!.versions.filter(({ isDefault }) => !isDefault);
    await world.account.deletePolicyVersion(policyArn, oldest!.versionId);
    const version = await world.account.createPolicyVersion(
      policyArn,
      aDocument('sqs:SendMessage'),
    );
    await world.account.setDefaultPolicyVersion(policyArn, version);
    const response = await rollBack();
    const text = textOf(await response.text());

    expect(response.status).toBe(409);
    expect(text).toContain('Not rolled back: ');
    expect(text).toContain('What the change did');
    expect(text).toContain('What was done since');
    expect(text).toContain('+ "Resource": "arn:aws:s3:::orders/*"');
    expect((await policy())?.defaultVersionId).toBe(version);
  });

  it('says that there is nothing to take back the second time', async () => {
    await rollBack();
    const response = await rollBack();

    expect(response.status).toBe(409);
    expect(textOf(await response.text())).toContain('the proposal is rolled-back.');
  });

  it('asks for a name', async () => {
    expect((await rollBack({ by: '' })).status).toBe(422);
    expect((await policy())?.defaultVersionId).toBe('v8');
  });

  it('knows nothing of a proposal that does not exist', async () => {
    const fields = { by: 'Zoë', reason: '' };

    expect((await console.post('/proposals/p-000000-00000000/rollback', fields)).status).toBe(404);
  });

  function rollBack(fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    const all = { by: 'Zoë', reason: 'wrong table', ...fields };
    return console.post(`/proposals/${proposal.id}/rollback`, all);
  }

  function managed() {
    if (proposal.target.kind !== 'managed')
      throw new Error('the first scene edits a managed policy');
    return proposal.target;
  }

  function policy() {
    return world.account.findManagedPolicy(managed().policyArn);
  }
});
