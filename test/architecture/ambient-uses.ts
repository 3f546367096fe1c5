import ts from 'typescript';

/** What a pure module may not reach for, whether by its global name or by an import. */
export const AMBIENT_NAMES = [
  'process.env',
  'process',
  'Date.now',
  'new Date()',
  'Date()',
  'Math.random',
  'randomUUID',
  'getRandomValues',
  'performance.now',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
] as const;
export type AmbientName = (typeof AMBIENT_NAMES)[number];

const NAMES: ReadonlySet<string> = new Set(AMBIENT_NAMES);

/** The ambient names that a module's code uses; comments, strings and types do not count. */
export function ambientUses(text: string): ReadonlySet<AmbientName> {
  const uses = new Set<AmbientName>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const name = nameOf(node);
    if (name !== undefined && NAMES.has(name)) uses.add(name as AmbientName);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true));
  return uses;
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return (node.arguments?.length ?? 0) === 0 ? 'new Date()' : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isPropertyAccessExpression(node)) return memberName(node, node.name.text);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
    return memberName(node, node.argumentExpression.text);
  }
  return ts.isIdentifier(node) && !isNameOfMember(node) ? node.text : undefined;
}

// Any owner's randomUUID is a source of chance: the global crypto's and node:crypto's alike.
const CHANCE: ReadonlySet<string> = new Set(['randomUUID', 'getRandomValues']);

function memberName(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  member: string,
): string {
  if (CHANCE.has(member)) return member;
  const owner = node.expression.getText();
  return owner === 'globalThis' ? member : `${owner.replace('globalThis.', '')}.${member}`;
}

/** `clock.fetch`, `{ process: 1 }` and a parameter named `fetch` of a method are members, not the globals. */
function isNameOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isMethodDeclaration(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  );
}
