import { type EvaluationResult, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import type { AccessRequest } from '../../../domain/policy/evaluation.ts';
import { digestOf } from '../../../kernel/digest.ts';
import type { PolicySimulator, SimulatorVerdict } from '../../../ports/policy-simulator.ts';
import { type Iam, listFromIam, toPage } from './iam-caller.ts';
import { toContextEntries } from './simulator-context.ts';
import { CANNOT_TELL, verdictOf } from './simulator-verdict.ts';

/** The API takes more, but answers with every action on every resource; a big product is slow and throttled. */
const MOST_ACTIONS = 20;
const MOST_RESOURCES = 10;

/** IAM's simulator behind the `PolicySimulator`: requests of one context are asked for together. */
export function createIamPolicySimulator(iam: Iam): PolicySimulator {
  return {
    simulate: async (principalArn, requests) => {
      const verdicts = new Map<AccessRequest, SimulatorVerdict>();
      for (const group of groupsOf(requests)) {
        const results = await ask(iam, principalArn, group);
        for (const request of group) verdicts.set(request, verdictOf(results, request));
      }
      return requests.map((request) => verdicts.get(request) ?? CANNOT_TELL);
    },
  };
}

// Every call asks for all its actions on all its resources, under one context.
function groupsOf(requests: readonly AccessRequest[]): readonly (readonly AccessRequest[])[] {
  const byContext = new Map<string, AccessRequest[]>();
  for (const request of requests) {
    const key = digestOf(request.context);
    const group = byContext.get(key);
    if (group) group.push(request);
    else byContext.set(key, [request]);
  }
  return [...byContext.values()].flatMap((group) =>
    chunksOf(distinct(group, 'resource'), MOST_RESOURCES).flatMap((resources) =>
      chunksOf(distinct(group, 'action'), MOST_ACTIONS)
        .map((actions) =>
          group.filter(
            ({ action, resource }) => actions.includes(action) && resources.includes(resource),
          ),
        )
        .filter((chunk) => chunk.length > 0),
    ),
  );
}

function ask(
  iam: Iam,
  principalArn: string,
  group: readonly AccessRequest[],
): Promise<readonly EvaluationResult[]> {
  const input = {
    PolicySourceArn: principalArn,
    ActionNames: [...distinct(group, 'action')],
    ResourceArns: [...distinct(group, 'resource')],
    ContextEntries: [...toContextEntries(group[0]?.context ?? {})],
  };
  return listFromIam(iam, 'SimulatePrincipalPolicy', async (client, Marker) => {
    const answer = await client.send(new SimulatePrincipalPolicyCommand({ ...input, Marker }));
    return toPage(answer.EvaluationResults, answer);
  });
}

function distinct(
  requests: readonly AccessRequest[],
  member: 'action' | 'resource',
): readonly string[] {
  return [...new Set(requests.map((request) => request[member]))];
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, n) => items.slice(n * size, (n + 1) * size));
}
