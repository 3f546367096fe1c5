import { createColors } from 'picocolors';
import type { FindingView, LocalApp } from '../compose/local-app.ts';
import type { DemoScene } from '../compose/demo/demo.ts';
import {
  shortDigest,
  toOutcomeSentence,
  toPlacementReason,
} from '../domain/proposal/describe-proposal.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { Io } from './command.ts';
import { renderFindingAnswer } from './render/answer-line.ts';
import { toDiffText } from './render/diff.ts';
import { toTerminalText } from './render/terminal-text.ts';
import { write } from './write.ts';

/** Which role's proposal the demo rejects, and which it takes back after it was applied. */
const REJECTED_ROLE = 'VideoThumbnailTaskRole';
const ROLLED_BACK_ROLE = 'VideoSpeechTaskRole';
const BY = 'demo';

type Teller = {
  readonly app: LocalApp;
  readonly say: (text: string) => Promise<void>;
  readonly heading: (text: string) => Promise<void>;
  readonly colour: boolean;
};

/** Tells the whole way of a denial, from the event to the rollback, on the demo's account; an interrupted one goes on. */
export async function tellStory(app: LocalApp, io: Io): Promise<void> {
  const { DEMO_SCENES } = await import('../compose/demo/demo.ts');
  const { bold } = createColors(io.colour);
  const say = (text: string) => write(io.stdout, `${text}\n`);
  const heading = (text: string) => say(`\n${bold(toTerminalText(text))}`);
  const teller: Teller = { app, say, heading, colour: io.colour };
  await say('A sample AWS account on this machine, and a dozen denials that reach it.');
  for (const [index, scene] of DEMO_SCENES.entries()) await tellScene(teller, scene, index + 1);
  await tellDecisions(teller);
  await tellRollback(teller);
  await tellRefusals(teller);
  await heading('Look around');
  await say('  npm start        the same account in a console that stays');
  await say('  rolemender explain --help');
}

async function tellScene(teller: Teller, scene: DemoScene, number: number): Promise<void> {
  const { feedScene } = await import('../compose/demo/demo.ts');
  await teller.heading(`${number}. ${scene.title}`);
  const { findingIds, notDenials, counted } = await feedScene(teller.app, scene);
  if (notDenials > 0) await teller.say('  Not a denial: nothing to do, nobody is disturbed.');
  for (const id of findingIds) {
    const view = await teller.app.show(id);
    if (view) await tellFinding(teller, view, counted);
  }
}

async function tellFinding(
  { say }: Teller,
  { finding, proposals }: FindingView,
  counted: number,
): Promise<void> {
  await say(`  ${renderFindingAnswer(finding)}.`);
  if (counted > 1 && finding.count > 1) {
    await say(
      `  One finding, seen ${finding.count.toLocaleString('en')} times, ${finding.messages.length} notification.`,
    );
  }
  const [proposal] = proposals;
  await say(
    toTerminalText(
      proposal
        ? `  → proposal ${proposal.id}: ${toTargetWords(proposal)}`
        : `  → nothing to approve: ${finding.refusal ?? 'no proposal was made'}`,
    ),
  );
  const reason = proposal && toPlacementReason(proposal);
  if (reason) await say(`    ${reason}`);
}

async function tellDecisions(teller: Teller): Promise<void> {
  await teller.heading('Decisions: an approval names the digest of exactly one change');
  for (const proposal of await newestProposals(teller.app)) {
    const isRejected = proposal.principalArn.endsWith(REJECTED_ROLE);
    if (proposal.state === 'offered') {
      await teller.app.decide({
        proposalId: proposal.id,
        verdict: isRejected ? 'rejected' : 'approved',
        digest: proposal.digest,
        by: BY,
        reason: isRejected ? 'a bug of the application: it writes to the wrong bucket' : null,
      });
    }
    await tellOutcome(teller, proposal);
  }
}

async function tellOutcome({ app, say, colour }: Teller, before: Proposal): Promise<void> {
  const after = await find(app, before);
  const { quotaUse, blastRadius, guardrail, change } = after;
  await say('');
  await say(
    toTerminalText(`  ${after.id}  digest ${shortDigest(after)}  risk tier ${guardrail.risk.tier}`),
  );
  await say(toTerminalText(`  ${toTargetWords(after)}`));
  const reason = toPlacementReason(after);
  if (reason !== null) await say(`  ${reason}`);
  for (const arn of blastRadius) await say(toTerminalText(`    ${arn} holds it too`));
  await say(toDiffText(after.diff, colour, '    '));
  if (change?.prunedVersionId) {
    await say(
      toTerminalText(
        `  Five versions are stored: ${change.prunedVersionId} made room, its document is kept.`,
      ),
    );
  }
  await say(
    toTerminalText(
      `  ${quotaUse.sizeAfter} of ${quotaUse.sizeLimit} characters. ${toOutcomeSentence(after)}`,
    ),
  );
}

async function tellRollback(teller: Teller): Promise<void> {
  await teller.heading('And back: every change can be undone');
  for (const proposal of await newestProposals(teller.app)) {
    if (!proposal.principalArn.endsWith(ROLLED_BACK_ROLE)) continue;
    await teller.app.rollBack({ proposalId: proposal.id, by: BY, reason: 'to show that it works' });
    const after = await find(teller.app, proposal);
    await teller.say(toTerminalText(`  ${after.id}: ${toOutcomeSentence(after)}`));
  }
}

async function tellRefusals({ app, say, heading }: Teller): Promise<void> {
  await heading('Refused: what an added Allow must not fix');
  for (const finding of await app.listFindings()) {
    if (finding.state !== 'unfixable') continue;
    await say(`  ${renderFindingAnswer(finding)}.`);
    await say(toTerminalText(`    ${finding.refusal}; who can: ${finding.owner}`));
  }
}

async function newestProposals(app: LocalApp): Promise<readonly Proposal[]> {
  const newest = new Map<string, Proposal>();
  const findings = await app.listFindings();
  for (const { id } of findings.toSorted((a, b) => (a.firstSeenAt < b.firstSeenAt ? -1 : 1))) {
    const proposal = (await app.show(id))?.proposals[0];
    if (proposal) newest.set(proposal.id, proposal);
  }
  return [...newest.values()];
}

async function find(app: LocalApp, { id }: Proposal): Promise<Proposal> {
  const view = await app.show(id);
  const proposal = view?.proposals.find((each) => each.id === id);
  if (proposal === undefined) throw new Error(`proposal ${id} has vanished`);
  return proposal;
}

function toTargetWords({ target }: Proposal): string {
  switch (target.kind) {
    case 'managed':
      return `a new version of ${nameOf(target.policyArn)} after ${target.baseVersionId}`;
    case 'inline':
      return `the inline policy ${target.policyName}${target.baseDocument === null ? ', new' : ''}`;
    case 'new-managed':
      return `a policy of its own, ${nameOf(target.policyArn)}`;
  }
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
