import type { NamedArns } from '../permission/likely-next.ts';

// A caller chooses what an event names, so only so much is looked at and shown.
const MOST_ARNS = 3;
const MOST_VALUES = 2000;

// Every part is bounded, so a hostile text costs no more than its length.
const KMS_KEY = /arn:aws[a-z-]{0,12}:kms:[a-z0-9-]{1,25}:\d{12}:key\/[0-9A-Za-z-]{1,64}/g;
const ROLE = /arn:aws[a-z-]{0,12}:iam::\d{12}:role\/[\w+=,.@/-]{1,512}/g;

/** The KMS keys that the parameters of a call or the texts about it name, and the roles that the parameters name. */
export function namedArns(parameters: unknown, texts: readonly unknown[]): NamedArns {
  const called = stringsIn(parameters);
  return { kmsKeys: found(KMS_KEY, [...called, ...stringsIn(texts)]), roles: found(ROLE, called) };
}

function found(form: RegExp, texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => text.match(form) ?? []))].slice(0, MOST_ARNS);
}

/** The strings of a value of any depth, without its keys; what is beyond the cap is left out. */
export function stringsIn(value: unknown): readonly string[] {
  const strings: string[] = [];
  const waiting: unknown[] = [value];
  for (let seen = 0; seen < waiting.length && seen < MOST_VALUES; seen++) {
    const one = waiting[seen];
    if (typeof one === 'string') strings.push(one);
    else if (typeof one === 'object' && one !== null) {
      for (const inner of Object.values(one)) {
        if (waiting.length < MOST_VALUES) waiting.push(inner);
      }
    }
  }
  return strings;
}
