/** The actions that an operation needs: all of them, or any one of them, depending on the request. */
export type Need = { readonly mode: 'all' | 'any'; readonly actions: readonly string[] };

export function all(...actions: readonly string[]): Need {
  return { mode: 'all', actions };
}

export function any(...actions: readonly string[]): Need {
  return { mode: 'any', actions };
}
