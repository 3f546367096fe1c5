import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import { evaluateRequest } from '../../src/domain/policy/evaluate.ts';
import type {
  AccessDecision,
  AccessRequest,
  PolicySet,
} from '../../src/domain/policy/evaluation.ts';
import { parseSimulation } from '../../src/domain/policy/parse-simulation.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import { statementsOf } from '../../src/domain/policy/policy-document.ts';
import { aPolicySet, aRequest, aStatement, fullContext } from './policy-arbitraries.ts';

const RANK: Readonly<Record<AccessDecision, number>> = {
  'explicit-deny': 0,
  'implicit-deny': 0,
  'cannot-tell': 1,
  allowed: 2,
};

const rankOf = (request: AccessRequest, policies: PolicySet): number =>
  RANK[evaluateRequest(request, policies).decision];

const withIdentity = (
  policies: PolicySet,
  ...statements: readonly PolicyStatement[]
): PolicySet => ({
  ...policies,
  identityPolicies: [
    ...policies.identityPolicies,
    { Version: '2012-10-17', Statement: statements },
  ],
});

const reversed = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  Statement: statementsOf(document).toReversed(),
});

/** A policy with anything at all in some of its places. */
const aDocumentOfSorts = fc
  .tuple(
    aStatement,
    fc.constantFrom('Effect', 'Action', 'Resource', 'Condition', 'Principal', 'Sid'),
    fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('StringLike', 'AWS', '__proto__'), fc.jsonValue()),
    ),
  )
  .map(([statement, place, value]) => ({
    Version: '2012-10-17',
    Statement: [{ ...statement, [place]: value }],
  }));

/** What holds of every evaluation, by name; each check takes the number of runs. */
export const EVALUATION_LAWS: Readonly<Record<string, (numRuns: number) => void>> = {
  'a Deny more never makes a request more allowed': (numRuns) => {
    fc.assert(
      fc.property(aRequest, aPolicySet, aStatement, (request, policies, statement) => {
        const denied = withIdentity(policies, { ...statement, Effect: 'Deny' });
        expect(rankOf(request, denied)).toBeLessThanOrEqual(rankOf(request, policies));
      }),
      { numRuns },
    );
  },
  'an unconditional Allow more never makes a request less allowed': (numRuns) => {
    fc.assert(
      fc.property(aRequest, aPolicySet, aStatement, (request, policies, statement) => {
        const { Condition: _condition, ...plain } = statement;
        const granted = withIdentity(policies, { ...plain, Effect: 'Allow' });
        expect(rankOf(request, granted)).toBeGreaterThanOrEqual(rankOf(request, policies));
      }),
      { numRuns },
    );
  },
  'the order of statements and policies does not matter': (numRuns) => {
    fc.assert(
      fc.property(aRequest, aPolicySet, (request, policies) => {
        const identityPolicies = policies.identityPolicies.map(reversed).toReversed();
        const resourcePolicy = policies.resourcePolicy ? reversed(policies.resourcePolicy) : null;
        const turned = evaluateRequest(request, { ...policies, identityPolicies, resourcePolicy });
        const straight = evaluateRequest(request, policies);
        expect(turned.decision).toBe(straight.decision);
        expect(turned.blockedBy).toEqual(straight.blockedBy);
        expect(turned.missingContext.toSorted()).toEqual(straight.missingContext.toSorted());
        expect(turned.deciding).toHaveLength(straight.deciding.length);
      }),
      { numRuns },
    );
  },
  'a certain answer stays the same whatever the unknown keys turn out to be': (numRuns) => {
    fc.assert(
      fc.property(aRequest, aPolicySet, fullContext, (request, policies, values) => {
        const before = rankOf(request, policies);
        fc.pre(before !== RANK['cannot-tell']);
        const complete = { ...request, context: { ...values, ...request.context } };
        expect(rankOf(complete, policies)).toBe(before);
        const nothingElse = { ...request, contextIsComplete: true };
        expect(rankOf(nothingElse, policies)).toBe(before);
      }),
      { numRuns },
    );
  },
  'the values of the missing keys settle the answer': (numRuns) => {
    fc.assert(
      fc.property(aRequest, aPolicySet, fullContext, (request, policies, values) => {
        const { decision, missingContext, deciding } = evaluateRequest(request, policies);
        expect(missingContext.length > 0).toBe(decision === 'cannot-tell');
        fc.pre(decision === 'cannot-tell');
        expect(deciding.length).toBeGreaterThan(0);
        const told = Object.fromEntries(
          missingContext.map((key) => [key, values[key] ?? ['111122223333']]),
        );
        const settled = evaluateRequest(
          { ...request, context: { ...request.context, ...told } },
          policies,
        );
        expect(settled.decision).not.toBe('cannot-tell');
      }),
      // Most requests are decided already and do not count as runs.
      { numRuns: numRuns / 4 },
    );
  },
  'no JSON in the place of a policy makes it throw': (numRuns) => {
    fc.assert(
      fc.property(aRequest, aDocumentOfSorts, (request, document) => {
        const fields = { identityPolicies: document, serviceControlPolicies: [[document]] };
        const parsed = parseSimulation({ ...request, ...fields, resourcePolicy: null });
        if (parsed.kind === 'parsed') evaluateRequest(parsed.request, parsed.policies);
        const named = parseSimulation({ ...request, resourcePolicy: document });
        if (named.kind === 'parsed') evaluateRequest(named.request, named.policies);
      }),
      { numRuns },
    );
  },
  'no JSON in the place of a request is taken for one': (numRuns) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseSimulation(value).kind).toBe('invalid');
      }),
      { numRuns },
    );
  },
};
