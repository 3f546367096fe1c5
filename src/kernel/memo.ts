/**
 * How a memo keeps its answers. `bucketOf` is a short text in which most questions differ; of two in one
 * bucket `isSame` decides. `most` bounds the answers kept; a question that `isSmall` refuses is answered and forgotten,
 * so that the bytes have a bound as well.
 */
export type MemoRules<Question> = {
  readonly most: number;
  readonly isSmall: (question: Question) => boolean;
  readonly bucketOf: (question: Question) => string;
  readonly isSame: (one: Question, other: Question) => boolean;
};

type Kept<Question, Answer> = { readonly question: Question; readonly answer: Answer };

// Callers may choose questions that share a bucket: it is searched one by one.
const LARGEST_BUCKET = 16;

/**
 * The same function, keeping its answers; it must be pure. No hash stands for a question: one that
 * differs in anything is another. Texts from outside never stop being new, so a full memo starts again.
 */
export function memoise<Question, Answer>(
  answerTo: (question: Question) => Answer,
  { most, isSmall, bucketOf, isSame }: MemoRules<Question>,
): (question: Question) => Answer {
  const buckets = new Map<string, Kept<Question, Answer>[]>();
  let size = 0;
  return (question) => {
    const name = bucketOf(question);
    const bucket = buckets.get(name) ?? [];
    // Not `find`: its closure costs more than most comparisons.
    for (const kept of bucket) if (isSame(kept.question, question)) return kept.answer;
    const answer = answerTo(question);
    if (!isSmall(question)) return answer;
    if (size >= most) buckets.clear();
    size = buckets.size === 0 ? 1 : size + 1;
    const room = bucket.length < LARGEST_BUCKET ? bucket : [];
    buckets.set(name, [...room, { question, answer }]);
    return answer;
  };
}

/** The same pure function of a text, keeping its answers to `most` texts of at most `longest` characters. */
export function memoiseText<Answer extends {}>(
  answerTo: (text: string) => Answer,
  { most, longest }: { readonly most: number; readonly longest: number },
): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    if (text.length > longest) return answerTo(text);
    const known = kept.get(text);
    if (known !== undefined) return known;
    const answer = answerTo(text);
    if (kept.size >= most) kept.clear();
    kept.set(text, answer);
    return answer;
  };
}
