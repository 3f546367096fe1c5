// The package brings no types; these are the few members that are used.
declare module 'cli-progress' {
  type Bar = {
    start(total: number, value: number): void;
    update(value: number): void;
    stop(): void;
  };
  export const SingleBar: new (options: Readonly<Record<string, unknown>>) => Bar;
}
