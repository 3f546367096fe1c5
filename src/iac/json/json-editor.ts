import { createDataEditor } from '../data-file/create-data-editor.ts';
import { parseJson } from './parse-json.ts';

/** Edits policies in JSON files: documents of IAM, input of the AWS CLI, templates of CloudFormation and SAM. */
export const jsonEditor = createDataEditor({
  format: 'json',
  reads: (path) => /\.jsonc?$/i.test(path),
  parse: parseJson,
});
