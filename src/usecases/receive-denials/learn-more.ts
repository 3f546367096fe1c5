import { withCauseByPolicies } from '../../domain/denial/cause-by-policies.ts';
import type { Denial } from '../../domain/denial/denial.ts';
import { messageToDecode, withDecoded } from '../../domain/denial/with-decoded.ts';
import {
  taskDefinitionToRead,
  withTaskDefinition,
} from '../../domain/denial/with-task-definition.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { AccountReader } from '../../ports/account-reader.ts';
import type { AuthorizationMessageDecoder } from '../../ports/authorization-message-decoder.ts';
import type { TaskDefinitionReader } from '../../ports/task-definition-reader.ts';

export type LearnMoreDeps = {
  readonly accounts: Pick<AccountReader, 'findPrincipal'>;
  /** Without it a denial that is encoded stays so. */
  readonly decoder?: AuthorizationMessageDecoder;
  /** Without it a stopped task's text alone tells. */
  readonly taskDefinitions?: TaskDefinitionReader;
};

// Whoever is denied chooses how often: the rest of a batch stays as the events tell it.
const MOST_CALLS = 50;

/**
 * The denials with what AWS tells beside their events: decoded messages, and what a task definition names. One that
 * AWS does not tell more of now stays as it is, which offers nothing.
 */
export async function learnMore(
  denials: readonly Denial[],
  deps: LearnMoreDeps,
): Promise<readonly Denial[]> {
  const all: Denial[] = [];
  let calls = 0;
  for (const denial of denials) {
    const learnt = calls < MOST_CALLS ? await learnMoreOf(denial, deps) : undefined;
    if (learnt !== undefined) calls++;
    all.push(learnt ?? denial);
  }
  return all;
}

/** Undefined where there is nothing to ask. */
async function learnMoreOf(
  denial: Denial,
  { accounts, decoder, taskDefinitions }: LearnMoreDeps,
): Promise<Denial | undefined> {
  const encoded = messageToDecode(denial);
  if (encoded !== undefined && decoder !== undefined) {
    const outcome = await attempt(() => decoder.decode(encoded));
    if (outcome?.kind !== 'decoded') return denial;
    return proven(withDecoded(denial, outcome.message), accounts);
  }
  const arn = taskDefinitionToRead(denial);
  if (arn === undefined || taskDefinitions === undefined) return undefined;
  const definition = await attempt(() => taskDefinitions.findTaskDefinition(arn));
  return definition === undefined ? denial : withTaskDefinition(denial, definition);
}

async function proven(
  denial: Denial,
  accounts: Pick<AccountReader, 'findPrincipal'>,
): Promise<Denial> {
  const { arn } = denial.principal;
  const policies = arn === null ? undefined : await attempt(() => accounts.findPrincipal(arn));
  return policies === undefined ? denial : withCauseByPolicies(denial, policies);
}

// What cannot be read proves nothing.
async function attempt<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}
