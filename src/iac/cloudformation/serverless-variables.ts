import { type DataNode, memberOf, textOf } from '../data/data-node.ts';
import { substitute, UNKNOWN, type VariableReader } from './template-text.ts';

/**
 * Reads `${self:a.b}` where the file itself writes the text at that path; every other variable of Serverless
 * Framework is unknown. References of CloudFormation (`${Table.Arn}`, `${AWS::Region}`) are left as they are.
 */
export function createServerlessVariables(root: DataNode): VariableReader {
  const known = new Map<string, string>();
  const readPath = (path: string): string => {
    const value = known.get(path);
    if (value !== undefined) return value;
    // Unknown while it is being read, which ends a circle.
    known.set(path, UNKNOWN);
    const node = path.split('.').reduce<DataNode | undefined>(memberOf, root);
    const text = textOf(node);
    const read = text === undefined || text.length > LONGEST ? UNKNOWN : readText(text);
    known.set(path, read.length > LONGEST ? UNKNOWN : read);
    return known.get(path)!;
  };
  const readText: VariableReader = (text) =>
    substitute(text, (name) => {
      const isVariable = /^[A-Za-z]+[:(]/.test(name) && !name.startsWith('AWS::');
      if (!isVariable) return `\${${name}}`;
      return /^self:[\w.-]+$/.test(name) ? readPath(name.slice('self:'.length)) : UNKNOWN;
    });
  return readText;
}

const LONGEST = 1024;
