/**
 * Where a record starts, or where a fault shows: `line` from 1, `byte` from 0 (after decompression);
 * line 0 means the file as a whole.
 */
export type InputPlace = { readonly file: string; readonly line: number; readonly byte: number };

/**
 * One thing found in the user's inputs. `value` is a JSON value, or a string for plain text.
 * `stray-text` is a line of text in a file that is otherwise JSON: `fault` is what is wrong with it
 * unless it turns out to be an error text. `fault` says in one line what is wrong there; what a record should look like, the reader's user adds.
 */
export type InputItem =
  | (InputPlace & { readonly kind: 'value'; readonly value: unknown })
  | (InputPlace & { readonly kind: 'stray-text'; readonly text: string; readonly fault: string })
  | (InputPlace & { readonly kind: 'fault'; readonly fault: string });

/**
 * Reads the files that the user named (`-`: standard input) as a stream of batches, in order, holding
 * one record at a time in memory. A file that cannot be read is an item of kind `fault`, and the next is read.
 */
export type DenialInputs = {
  /** `onBytes` hears how many bytes of the files (before decompression) were read so far. */
  read(
    sources: readonly string[],
    onBytes?: (read: number) => void,
  ): AsyncIterable<readonly InputItem[]>;
  /** Bytes of all the files together, or undefined where one of them has no size that is known before. */
  totalBytes(sources: readonly string[]): Promise<number | undefined>;
};
