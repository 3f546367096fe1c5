import { createDataEditor } from '../data-file/create-data-editor.ts';
import { parseYaml } from './parse-yaml.ts';

/** Edits policies in YAML files: CloudFormation, SAM, Serverless Framework, and documents of IAM as YAML. */
export const yamlEditor = createDataEditor({
  format: 'yaml',
  // CloudFormation's `.template` is either format, and all of its JSON is YAML too.
  reads: (path) => /\.(?:ya?ml|template)$/i.test(path),
  parse: parseYaml,
});
