import type { RepositoryFiles } from '../../src/ports/repository-files.ts';

/** A repository in memory; lines are joined by line feeds. */
export function aRepository(
  files: Readonly<Record<string, string | readonly string[]>>,
): RepositoryFiles {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      typeof text === 'string' ? text : `${text.join('\n')}\n`,
    ]),
  );
  return {
    list: async () =>
      await Promise.resolve([...texts].map(([path, text]) => ({ path, size: text.length }))),
    read: async (path) => await Promise.resolve(texts.get(path) ?? null),
  };
}

/** A policy document as JSON with one statement. */
export function aDocumentText(...actions: readonly string[]): string {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  return `${JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)}\n`;
}

/** A role of Terraform with the given name expression. */
export function aTerraformRole(label: string, name: string): string {
  return `resource "aws_iam_role" "${label}" {\n  name = ${name}\n  assume_role_policy = "{}"\n}\n`;
}

/** An inline policy of a role of Terraform; `policy` is an expression. */
export function aTerraformPolicy(
  label: string,
  role: string,
  policy: string,
  name = label,
): string {
  return `resource "aws_iam_role_policy" "${label}" {\n  name = "${name}"\n  role = ${role}\n  policy = ${policy}\n}\n`;
}
