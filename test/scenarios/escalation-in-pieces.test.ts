import { afterEach, describe, expect, it } from '@jest/globals';
import { ESCALATION_PATHS } from '../../src/domain/policy/guardrails/escalation-paths.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';
import { aDocument, anAccount, aRole, aRoleArn } from '../builders/an-account.ts';

const ROLE = aRoleArn('orders', '/service/');
const FUNCTION = 'arn:aws:lambda:us-west-2:111122223333:function:orders';

/** An account whose role holds some actions in an inline policy, on any resource. */
const holding = (...actions: readonly string[]) =>
  anAccount({
    roles: [
      aRole('orders', {
        path: '/service/',
        inline: { own: aDocument(actions.length > 0 ? actions : 'sqs:GetQueueUrl', '*') },
      }),
    ],
  });

/** What is read when the role is denied an action. */
const denied = (action: string, n = 1) => {
  const [source = '', operation = ''] = action.split(':');
  return readingsOf(
    aDeniedCall({ role: 'orders', source, operation, action, resource: FUNCTION }),
    n,
  );
};

// A role is given harmless permissions one after the other, until together they are not.
describe('scenarios/escalation-in-pieces', () => {
  let world: TestWorld;

  afterEach(() => world.app.close());

  async function offers(): Promise<readonly Proposal[]> {
    const { proposals } = await world.local.store.listOfPrincipal(ROLE);
    return proposals.filter(({ state }) => state === 'offered');
  }

  async function approve({ id, digest }: Proposal) {
    const command = { proposalId: id, verdict: 'approved', digest, by: 'x', reason: null } as const;
    await world.app.decide(command);
    return world.local.store.findProposal(id);
  }

  it('offers the piece while the others are not held', async () => {
    world = await aLocalWorld({ snapshot: holding('iam:PassRole') });
    await world.app.feed(denied('lambda:InvokeFunction'));

    expect(await offers()).toHaveLength(1);
  });

  it('offers the piece that completes to nobody, and says which path it completes', async () => {
    world = await aLocalWorld({ snapshot: holding('iam:PassRole', 'lambda:CreateFunction') });
    await world.app.feed(denied('lambda:InvokeFunction'));

    const [finding] = await world.app.listFindings();
    expect(finding).toMatchObject({ state: 'unfixable', proposalIds: [] });
    expect(finding?.refusal).toContain('https://pathfinding.cloud/paths/lambda-001');
  });

  it('refuses to apply what was harmless when it was offered, and writes nothing', async () => {
    world = await aLocalWorld({ snapshot: holding('iam:PassRole') });
    await world.app.feed(denied('lambda:InvokeFunction'));
    const [offer] = await offers();
    const create = aDocument('lambda:CreateFunction', '*');
    await world.account.putInlinePolicy(ROLE, 'somebody-elses', create);

    const after = await approve(offer!);

    expect(after).toMatchObject({ state: 'failed', change: null });
    expect(after?.note).toContain('lambda-001');
    const held = JSON.stringify(await world.account.findPrincipal(ROLE));
    expect(held).not.toContain('lambda:InvokeFunction');
  });

  it('offers one of two pieces that complete it together, and refuses the other', async () => {
    world = await aLocalWorld({ snapshot: holding('ec2:ModifyInstanceAttribute') });
    await world.app.feed([...denied('ec2:StopInstances', 1), ...denied('ec2:StartInstances', 2)]);

    expect((await offers()).flatMap(({ statements }) => statements)).toMatchObject([
      { Action: ['ec2:StopInstances'] },
    ]);
    expect(await approve((await offers())[0]!)).toMatchObject({ state: 'verified' });
    expect(await offers()).toEqual([]);
  });

  it('offers no last piece of any published path', async () => {
    const last = ESCALATION_PATHS.flatMap(({ id, actions }) =>
      actions.map((action) => ({ id, action, held: actions.filter((one) => one !== action) })),
    );
    const given: string[] = [];
    for (const { id, action, held } of last) {
      world = await aLocalWorld({ snapshot: holding(...held) });
      await world.app.feed(denied(action));
      if ((await offers()).length > 0) given.push(`${id}: ${action}`);
      await world.app.close();
    }

    expect(last.length).toBeGreaterThan(250);
    expect(given).toEqual([]);
    world = await aLocalWorld();
  }, 120_000);
});
