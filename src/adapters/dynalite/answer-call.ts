import { DAMAGED_STATUS, type Answer, type Call } from './answer.ts';
import type { DynaliteError, DynaliteParts, DynaliteStore } from './dynalite-parts.ts';

const DAMAGED: ReadonlySet<string | undefined> = new Set([
  'LEVEL_CORRUPTION',
  'LEVEL_DECODE_ERROR',
]);

/** Carries one call out on dynalite's store. Every failure becomes an answer, as DynamoDB's would. */
export async function answerCall(
  parts: DynaliteParts,
  store: DynaliteStore,
  call: Call,
): Promise<Answer> {
  try {
    return { status: 200, body: JSON.stringify(await run(parts, store, call)) };
  } catch (error) {
    return toFault(error as DynaliteError);
  }
}

function run(parts: DynaliteParts, store: DynaliteStore, call: Call): Promise<unknown> {
  const name = call.target.slice(call.target.indexOf('.') + 1);
  const operation = parts.operations.get(name.slice(0, 1).toLowerCase() + name.slice(1));
  if (operation === undefined) throw new Error(`the local store has no operation ${name}`);
  const data = parts.checkTypes(JSON.parse(call.body), operation.types);
  parts.checkValidations(data, operation.types, operation.custom, store);
  return new Promise((resolve, reject) => {
    operation.run(store, data, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

function toFault(error: DynaliteError): Answer {
  if (error.statusCode !== undefined) {
    return { status: error.statusCode, body: JSON.stringify(error.body) };
  }
  const status = DAMAGED.has(error.code) ? DAMAGED_STATUS : 500;
  const body = {
    __type: 'InternalServerError',
    message: `${error.code ?? error.name}: ${error.message}`,
  };
  return { status, body: JSON.stringify(body) };
}
