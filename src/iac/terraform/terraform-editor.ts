import type { Parser } from 'web-tree-sitter';
import type { Editor, SourceFile, SourceMap } from '../editor.ts';
import { LONGEST_FILE } from '../file-limits.ts';
import { createScope } from './create-scope.ts';
import { editTerraform } from './edit-terraform.ts';
import { mapTerraform } from './map-terraform.ts';
import { parseHcl } from './parse-hcl.ts';
import {
  TEMPLATE_ADDRESS,
  isModuleFile,
  toTemplateMap,
  unwrapOutcome,
  wrapTemplate,
} from './template-file.ts';

const TEMPLATES = ['.tftpl', '.json.tpl', '.json.tmpl'];
const NOTHING: SourceMap = { policies: [], roles: [], resources: [] };

/**
 * Edits Terraform's files, and at address '' the templates of JSON that `templatefile()` reads. `loadParser` is asked
 * for a parser with the grammar of Terraform when the first file is read.
 */
export function createTerraformEditor(loadParser: () => Promise<Parser>): Editor {
  return {
    format: 'terraform',
    reads: (path) => isModuleFile(path) || TEMPLATES.some((ending) => path.endsWith(ending)),
    map: async (file) => {
      if (file.text.length > LONGEST_FILE) return NOTHING;
      const parser = await loadParser();
      if (isModuleFile(file.path)) return mapModule(parser, file);
      const wrapped = wrapTemplate(file);
      return wrapped === null ? NOTHING : toTemplateMap(file, mapModule(parser, wrapped));
    },
    edit: async (file, address, change, resources = [], usesElsewhere = []) => {
      const edit = { parser: await loadParser(), address, change, resources, usesElsewhere };
      if (isModuleFile(file.path)) return editTerraform({ ...edit, file });
      const wrapped = wrapTemplate(file);
      if (address !== '' || wrapped === null) return { kind: 'not-found' };
      // A template knows the variables that it is given only.
      const alone = { ...edit, address: TEMPLATE_ADDRESS, resources: [], usesElsewhere: [] };
      return unwrapOutcome(editTerraform({ ...alone, file: wrapped }), file);
    },
  };
}

function mapModule(parser: Parser, file: SourceFile): SourceMap {
  const parsed = parseHcl(parser, file.text);
  if (parsed.kind === 'unreadable') return NOTHING;
  return mapTerraform(file, createScope(file.path, parsed.file, [], []));
}
