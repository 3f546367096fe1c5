import { all, type Need } from '../need.ts';
import { objectsIn, textIn } from './request.ts';

const ACTION_OF_STATEMENT: Readonly<Record<string, string>> = {
  select: 'dynamodb:PartiQLSelect',
  insert: 'dynamodb:PartiQLInsert',
  update: 'dynamodb:PartiQLUpdate',
  delete: 'dynamodb:PartiQLDelete',
};

/** A PartiQL request needs the action of each kind of statement that it holds (DynamoDB Developer Guide). */
export function refinePartiql(need: Need, parameters: Readonly<Record<string, unknown>>): Need {
  const lists = [parameters, ...objectsIn(parameters, 'statements')];
  const statements = [...lists, ...objectsIn(parameters, 'transactStatements')].flatMap(
    (one) => textIn(one, 'statement') ?? [],
  );
  return needOf(statements.map(actionOfStatement), need);
}

// CloudTrail may hide the statement's values, never its first word.
function actionOfStatement(statement: string): string | undefined {
  const word = /^\s{0,64}([a-z]{6})\b/i.exec(statement)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(ACTION_OF_STATEMENT, word) ? ACTION_OF_STATEMENT[word] : undefined;
}

const ACTION_OF_ITEM: Readonly<Record<string, string>> = {
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  conditioncheck: 'dynamodb:ConditionCheckItem',
};

/** A transaction needs the action of each kind of item that it holds (DynamoDB Developer Guide). */
export function refineTransaction(need: Need, parameters: Readonly<Record<string, unknown>>): Need {
  const kinds = objectsIn(parameters, 'transactItems').flatMap((item) => Object.keys(item));
  return needOf(kinds.map(actionOfItem), need);
}

function actionOfItem(kind: string): string | undefined {
  const name = kind.toLowerCase();
  return Object.hasOwn(ACTION_OF_ITEM, name) ? ACTION_OF_ITEM[name] : undefined;
}

/** All of them; where one is not known, the request does not decide. */
function needOf(actions: readonly (string | undefined)[], otherwise: Need): Need {
  const known = actions.filter((action) => action !== undefined);
  return known.length > 0 && known.length === actions.length ? all(...new Set(known)) : otherwise;
}
