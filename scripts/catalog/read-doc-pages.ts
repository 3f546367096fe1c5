/** Per service, the actions whose documentation page is that of an operation of another name. */
export type DocPages = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const STATEMENTS = /^lib\/generated\/policy-statements\/[\w-]+\.js$/;

/** True for the files of iam-floyd that `readDocPages` reads. */
export function isStatementFile(path: string): boolean {
  return STATEMENTS.test(path);
}

/**
 * Reads which API page iam-floyd links each action to: the page of `ListBucketMultipartUploads` is
 * `API_ListMultipartUploads.html`, so that operation needs that action.
 */
export function readDocPages(files: ReadonlyMap<string, string>): DocPages {
  const pages: Record<string, Record<string, string[]>> = {};
  for (const path of [...files.keys()].sort()) {
    const text = files.get(path) ?? '';
    const service = /servicePrefix = '([\w-]+)'/.exec(text)?.[1];
    if (service === undefined) continue;
    for (const [operation, action] of linksOf(text)) {
      if (operation.toLowerCase() === action.toLowerCase()) continue;
      const actions = ((pages[service] ??= {})[operation] ??= []);
      if (!actions.includes(action)) actions.push(action);
    }
  }
  return pages;
}

function linksOf(text: string): readonly (readonly [string, string])[] {
  const links = text.matchAll(
    /(https:\/\/docs\.aws\.amazon\.com\S+)\n {5}\*\/\n {4}to\w+\(\) \{\n {8}return this\.to\('(\w+)'\)/g,
  );
  return [...links].flatMap(([, url = '', action = '']) => {
    // `API_feature_store_GetRecord.html`: some guides put the API's own name before the operation.
    const operation = /API_(?:\w+_)?([A-Za-z0-9]+)\.html/.exec(url)?.[1];
    return operation === undefined ? [] : [[operation, action] as const];
  });
}
