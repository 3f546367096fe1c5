import type { Template } from './resolve-template.ts';

const PSEUDO = new Set([
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/** Every name in a template that leads nowhere (Ref, GetAtt, Sub, DependsOn, If, Condition), with the place that names it. */
export function faultsOfTemplate(template: Template): readonly string[] {
  const resources = new Set(Object.keys(template.Resources));
  const values = new Set([...resources, ...Object.keys(template.Parameters ?? {}), ...PSEUDO]);
  const conditions = new Set(Object.keys(template.Conditions ?? {}));
  const missing = (kind: string, name: string, known: ReadonlySet<string>, path: string) =>
    known.has(name) ? [] : [`${path}: ${kind} ${name}`];

  const visit = (value: unknown, path: string): readonly string[] => {
    if (Array.isArray(value))
      return value.flatMap((each, index) => visit(each, `${path}[${index}]`));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => {
      const here = path === '' ? key : `${path}.${key}`;
      switch (key) {
        case 'Ref':
          return missing('Ref', String(inner), values, path);
        case 'Fn::GetAtt': {
          const [name = ''] = Array.isArray(inner) ? (inner as string[]) : String(inner).split('.');
          return missing('GetAtt', name, resources, path);
        }
        case 'Fn::Sub': {
          const [text, own] = (Array.isArray(inner) ? inner : [inner, {}]) as [string, object];
          const names = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name!);
          const left = names
            .filter((name) => !Object.hasOwn(own, name))
            .flatMap((name) =>
              name.includes('.')
                ? missing('Sub', name.split('.')[0]!, resources, path)
                : missing('Sub', name, values, path),
            );
          return [...left, ...visit(own, here)];
        }
        case 'Fn::If': {
          const [name, ...branches] = inner as [string, ...unknown[]];
          return [...missing('If', name, conditions, path), ...visit(branches, here)];
        }
        case 'DependsOn':
          return [inner]
            .flat()
            .flatMap((name) => missing('DependsOn', String(name), resources, path));
        case 'Condition':
          // A statement of a policy has an object of that name.
          return typeof inner === 'string'
            ? missing('Condition', inner, conditions, path)
            : visit(inner, here);
        default:
          return visit(inner, here);
      }
    });
  };
  const { Resources, Outputs, Conditions } = template;
  return visit({ Resources, Outputs: Outputs ?? {}, Conditions: Conditions ?? {} }, '');
}
