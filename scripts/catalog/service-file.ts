import type { ServiceOperations } from './derive-operations.ts';
import type { IamAction, IamService } from './read-iam-data.ts';

/** AWS's access levels by the letter that stands for them in a file. */
export const LEVELS: Readonly<Record<string, string>> = {
  List: 'L',
  Read: 'R',
  Write: 'W',
  Tagging: 'T',
  'Permissions management': 'P',
};

/** The generated file of one service: one action, resource type or operation a line. */
export function toServiceFile(
  service: IamService,
  operations: ServiceOperations | undefined,
): string {
  const actions = [...service.actions.values()].map(
    (action) => [action.name, toTuple(action)] as const,
  );
  const resources = [...service.resources].map(
    ([type, arns]) => [type, arns.length === 1 ? arns[0] : arns] as const,
  );
  const derived = [...(operations?.derived ?? [])].map(
    ([operation, { mode, actions: needed }]) => [operation, { [mode]: needed }] as const,
  );
  const members = [
    member('actions', actions),
    member('resources', resources),
    member('operations', derived),
    member('http', [...(operations?.http ?? [])]),
    member(
      'withoutIam',
      [...(operations?.withoutIam ?? [])].map((name) => [name, 1] as const),
    ),
  ];
  return `{${members.filter((text) => text !== '').join(',\n')}}\n`;
}

function toTuple({ accessLevel, resourceTypes, dependentActions }: IamAction): readonly unknown[] {
  // AWS lists an action under two levels now and then (`Tagging, Write`).
  const level = accessLevel.split(', ').map(letterOf).join('');
  if (dependentActions.length > 0) return [level, resourceTypes, dependentActions];
  return resourceTypes.length > 0 ? [level, resourceTypes] : [level];
}

function letterOf(accessLevel: string): string {
  const letter = LEVELS[accessLevel];
  if (letter === undefined) throw new Error(`an access level that nobody knows: ${accessLevel}`);
  return letter;
}

function member(name: string, entries: readonly (readonly [string, unknown])[]): string {
  if (entries.length === 0 && name !== 'actions') return '';
  const lines = [...entries]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `"${name}":{\n${lines.join(',\n')}}`;
}

/** The actions that have no resource type, in lower case, by service: one service a line. */
export function toResourceless(services: ReadonlyMap<string, IamService>): string {
  const lines = [...services.values()].flatMap(({ prefix, actions }) => {
    const names = [...actions].filter(([, action]) => action.resourceTypes.length === 0);
    const text = names
      .map(([name]) => name)
      .sort()
      .join(' ');
    return text === '' ? [] : [`${JSON.stringify(prefix)}:${JSON.stringify(text)}`];
  });
  return `{\n${lines.sort().join(',\n')}\n}\n`;
}
