import type { Node } from 'web-tree-sitter';
import { childrenOf, stringOf } from './syntax.ts';

/** Tells which construct an expression names, as `aws-iam.Role`, however it was imported; null for what is not of the CDK. */
export type NameClass = (node: Node | null) => string | null;

/** Reads the imports of a file. */
export function createNameClass(root: Node): NameClass {
  const names = new Map<string, string>();
  for (const node of root.namedChildren) {
    if (node.type === 'import_statement')
      for (const [key, value] of bindingsOf(node)) names.set(key, value);
  }
  return (node) => {
    const parts = node === null ? [] : node.text.split('.');
    const base = names.get(parts[0] ?? '');
    if (base === undefined) return null;
    const path = [base, ...parts.slice(1)].join('.');
    // `cdk.aws_iam.Role` is `aws-iam.Role`.
    return path.replace(/^cdk\.aws_(\w+)/, (_, name: string) => `aws-${name.replaceAll('_', '-')}`);
  };
}

function bindingsOf(statement: Node): readonly (readonly [string, string])[] {
  const module = moduleOf(stringOf(statement.childForFieldName('source')));
  const clause = childrenOf(statement).find(({ type }) => type === 'import_clause');
  if (module === null || clause === undefined) return [];
  return childrenOf(clause).flatMap((node) => {
    if (node.type === 'identifier') return [[node.text, module] as const];
    if (node.type === 'namespace_import')
      return [[childrenOf(node)[0]?.text ?? '', module] as const];
    return childrenOf(node).map((specifier) => {
      const name = specifier.childForFieldName('name')?.text ?? '';
      const alias = specifier.childForFieldName('alias')?.text ?? name;
      return [alias, `${module}.${name}`] as const;
    });
  });
}

// Version 2 has one package, version 1 has one a service.
function moduleOf(source: string | null): string | null {
  if (source === 'aws-cdk-lib' || source === '@aws-cdk/core') return 'cdk';
  return /^(?:aws-cdk-lib|@aws-cdk)\/(aws-[a-z0-9-]+)$/.exec(source ?? '')?.[1] ?? null;
}
