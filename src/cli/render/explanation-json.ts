import type { ExplainedFinding, Explanation, PolicyPreview } from '../../compose/cli-explain.ts';
import { type TerminalText, text, toJsonText } from './terminal-text.ts';

/** The one document of `explain --json`. Its key order is fixed; new members may come, none changes its meaning. */
export function toExplanationJson(
  explanation: Explanation,
  policies: readonly PolicyPreview[],
): TerminalText {
  const { inputs, findings, notDenials, unreadable, unreadableOmitted } = explanation;
  const document = {
    schema: 'rolemender.explanation/1',
    inputs,
    findings: findings.map(toFindingJson),
    notDenials: notDenials.reduce((sum, { count }) => sum + count, 0),
    unreadable,
    ...(unreadableOmitted === 0 ? {} : { unreadableOmitted }),
    ...(policies.length === 0 ? {} : { policies }),
  };
  return text`${toJsonText(document, 2)}\n`;
}

function toFindingJson(finding: ExplainedFinding): Readonly<Record<string, unknown>> {
  const { id, fingerprint, count, firstSeenAt, lastSeenAt, sources, resourcesOmitted, diagnosis } =
    finding;
  const {
    schema: _schema,
    input: _input,
    kind: _kind,
    ...line
  } = finding.line as Readonly<Record<string, unknown>>;
  return {
    id,
    fingerprint,
    count,
    firstSeenAt,
    lastSeenAt,
    ...line,
    sources,
    nextStep: diagnosis.nextStep,
    ...(resourcesOmitted === 0 ? {} : { resourcesOmitted }),
  };
}
