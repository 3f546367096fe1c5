import { parse, type ScalarTag } from 'yaml';

/** A CloudFormation template, as far as the tests look into it. */
export type Template = {
  readonly Parameters?: Readonly<
    Record<string, { readonly Default?: string; readonly Type: string }>
  >;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
};

export type Resource = {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
};

export type Scope = {
  readonly template: Template;
  /** Parameters and pseudo parameters (`AWS::AccountId`). */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** What an attribute of a resource is; a test needs ARNs only. */
  readonly attributeOf: (resource: string, attribute: string) => string;
};

const NONE = Symbol('AWS::NoValue');

/** Computes the intrinsic functions of a value, as CloudFormation would; throws for what leads nowhere. */
export function resolveValue(value: unknown, scope: Scope): unknown {
  const result = compute(value, scope);
  return result === NONE ? undefined : result;
}

function compute(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => compute(each, scope)).filter((each) => each !== NONE);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && Object.hasOwn(FUNCTIONS, name)) {
    return FUNCTIONS[name]!(argument, scope);
  }
  return Object.fromEntries(
    entries.map(([key, each]) => [key, compute(each, scope)]).filter(([, each]) => each !== NONE),
  );
}

const FUNCTIONS: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  Ref: (name, scope) => refer(String(name), scope),
  'Fn::GetAtt': (path, scope) => {
    const [resource = '', attribute = ''] = (
      Array.isArray(path) ? path : String(path).split('.')
    ) as string[];
    return attributeOf(resource, attribute, scope);
  },
  'Fn::Sub': (argument, scope) => {
    const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, object];
    return text.replaceAll(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
      if (Object.hasOwn(own, name))
        return String(compute((own as Record<string, unknown>)[name], scope));
      const [resource = '', attribute] = name.split('.');
      if (attribute === undefined) return String(refer(name, scope));
      return attributeOf(resource, attribute, scope);
    });
  },
  'Fn::Join': (argument, scope) => {
    const [separator, list] = argument as [string, unknown];
    return (compute(list, scope) as unknown[]).join(separator);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = argument as [string, unknown];
    return String(compute(text, scope)).split(separator);
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = argument as [number, unknown];
    return (compute(list, scope) as unknown[])[index];
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = argument as [string, unknown, unknown];
    return compute(holds(condition, scope) ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [a, b] = (argument as unknown[]).map((each) => compute(each, scope));
    return a === b;
  },
  'Fn::Not': (argument, scope) => compute((argument as unknown[])[0], scope) !== true,
  'Fn::And': (argument, scope) =>
    (argument as unknown[]).every((each) => compute(each, scope) === true),
  'Fn::Or': (argument, scope) =>
    (argument as unknown[]).some((each) => compute(each, scope) === true),
};

/** True when a named condition of the template holds. */
export function holds(condition: string, scope: Scope): boolean {
  const found = scope.template.Conditions?.[condition];
  if (found === undefined) throw new Error(`there is no condition ${condition}`);
  return compute(withConditions(found), scope) === true;

  // `Condition` as a function is a property of a policy's statement elsewhere: told apart by the place only.
  function withConditions(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withConditions);
    if (typeof value !== 'object' || value === null) return value;
    const { Condition: named, ...others } = value as Record<string, unknown>;
    if (typeof named === 'string') return holds(named, scope);
    return Object.fromEntries(
      Object.entries(others).map(([key, each]) => [key, withConditions(each)]),
    );
  }
}

function refer(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NONE;
  const value = scope.values[name];
  if (value !== undefined) return value;
  const parameter = scope.template.Parameters?.[name];
  if (parameter?.Default !== undefined) {
    return parameter.Type === 'CommaDelimitedList'
      ? parameter.Default.split(',')
      : parameter.Default;
  }
  return attributeOf(name, 'Ref', scope);
}

function attributeOf(resource: string, attribute: string, scope: Scope): string {
  if (!Object.hasOwn(scope.template.Resources, resource)) {
    throw new Error(`nothing is named ${resource} (asked for ${attribute})`);
  }
  return scope.attributeOf(resource, attribute);
}

/** Reads a template's YAML with the short forms of the intrinsic functions. */
export function parseTemplate(text: string): Template {
  return parse(text, { customTags: TAGS }) as Template;
}

const TAGS = [
  'Ref',
  'Condition',
  'GetAtt',
  'Sub',
  'Join',
  'Split',
  'Select',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
].flatMap((name) => {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const tag = `!${name}`;
  return [
    { tag, resolve: (text: string) => ({ [key]: text }) } satisfies ScalarTag,
    {
      tag,
      collection: 'seq' as const,
      resolve: (list: { toJSON(): unknown }) => ({ [key]: list.toJSON() }),
    },
  ];
}) as ScalarTag[];
