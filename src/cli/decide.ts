import { createInterface } from 'node:readline/promises';
import { DECISION_REFUSALS, type DecisionRefusal } from '../domain/approval/decision-refusals.ts';
import { shortDigest } from '../domain/proposal/describe-proposal.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { FindingView, LocalApp } from '../compose/local-app.ts';
import type { Io } from './command.ts';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';
import { deciderOf, type LocalOptions, withLocalApp } from './local-verb.ts';
import { toOutcomeText } from './render/decision.ts';
import { toProposalJson } from './render/finding-json.ts';
import { toFindingText } from './render/finding-view.ts';
import { toJsonText, toTerminalText } from './render/terminal-text.ts';
import { UsageError } from './usage-error.ts';
import { write } from './write.ts';

export type DecideOptions = LocalOptions & {
  readonly digest?: string;
  readonly reason?: string;
  readonly by?: string;
};

/** Records a decision from the command line and says what followed from it. */
export async function decide(
  verdict: 'approved' | 'rejected',
  id: string,
  options: DecideOptions,
  io: Io,
): Promise<ExitCode> {
  return withLocalApp(options, io, async (app) => {
    const { view, proposal } = await findProposal(app, id);
    const digest = options.digest ?? (await askForDigest(verdict, view, proposal, io));
    const by = deciderOf(options.by, io);
    const reason = options.reason ?? null;
    const outcome = await app.decide({ proposalId: proposal.id, verdict, digest, by, reason });
    if (outcome.kind === 'refused') return refuse(outcome.code, outcome.proposal ?? proposal, io);
    const after = (await findProposal(app, proposal.id)).proposal;
    const text = options.json
      ? toJsonText({ schema: 'rolemender.proposal/1', ...toProposalJson(after) }, 2)
      : toOutcomeText(after);
    await write(io.stdout, `${text}\n`);
    return exitCodeOf(after);
  });
}

async function refuse(code: DecisionRefusal, proposal: Proposal, io: Io): Promise<ExitCode> {
  const before = code === 'already-decided' ? ` ${toOutcomeText(proposal)}` : '';
  await write(io.stderr, `not recorded: ${DECISION_REFUSALS[code]}.${before}\n`);
  return EXIT_CODES['refused-by-guardrail'];
}

async function findProposal(
  app: LocalApp,
  id: string,
): Promise<{ readonly view: FindingView; readonly proposal: Proposal }> {
  const view = await app.show(id);
  const proposal = id.startsWith('p-')
    ? view?.proposals.find((each) => each.id === id)
    : view?.proposals[0];
  if (view !== undefined && proposal === undefined) {
    throw new UsageError(
      `there is no proposal for ${view.finding.id}; "rolemender show ${view.finding.id}" says why`,
    );
  }
  if (view === undefined || proposal === undefined) {
    throw new UsageError(`there is no proposal ${id}; "rolemender findings" lists what there is`);
  }
  return { view, proposal };
}

// Who looks at the change and types yes has named its digest; a script has to pass it.
async function askForDigest(
  verdict: 'approved' | 'rejected',
  view: FindingView,
  proposal: Proposal,
  io: Io,
): Promise<string> {
  if (!io.isTTY.stdin || !io.isTTY.stdout) {
    throw new UsageError(
      `name what you decide about: --digest ${shortDigest(proposal)} ("rolemender show ${toTerminalText(proposal.id)}" prints the change and its digest)`,
    );
  }
  await write(io.stdout, toFindingText(view, io.colour));
  const prompt = createInterface({ input: io.stdin, output: io.stdout });
  const answer = await prompt.question(
    `\n${verdict === 'approved' ? 'Approve' : 'Reject'} exactly this change? [y/N] `,
  );
  prompt.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError('nothing was decided');
  return proposal.digest;
}

function exitCodeOf({ state }: Proposal): ExitCode {
  switch (state) {
    case 'verified':
    case 'rejected':
    case 'rolled-back':
      return EXIT_CODES.done;
    case 'failed':
      return EXIT_CODES.internal;
    case 'offered':
    case 'approved':
    case 'applying':
    case 'applied':
    case 'verify-failed':
    case 'superseded':
    case 'expired':
      return EXIT_CODES.partly;
  }
}
