import { memoise, memoiseText } from '../../kernel/memo.ts';
import { type DeniedText, judgeWords, type TextJudgement } from './judge-words.ts';
import { isAgentText } from './text/ecs-stages.ts';
import {
  type Frame,
  isSameFrame,
  isSmallFrame,
  type Names,
  splitCipher,
  STAND_INS,
  takeOutNames,
  toFrameText,
} from './text/take-out-names.ts';
import { toWords } from './text/words.ts';

export type { DeniedText, TextJudgement } from './judge-words.ts';

/**
 * Decides what an error text says; never throws. AWS's ordinary sentence is judged once for each of
 * its frames, which answers as the whole text would and costs a twentieth.
 */
export function judgeText(text: string): TextJudgement {
  const framed = takeOutNames(text);
  const denied = framed && judgeFrame(framed.frame);
  return framed && denied ? putBack(denied, framed.names) : judgeShort(text);
}

const judgeFrame = memoise(toDeniedFrame, {
  most: 4000,
  isSmall: isSmallFrame,
  bucketOf: ({ action }) => action,
  isSame: isSameFrame,
});

/** What a frame says; undefined where its words, not its names, decide what is read where. */
function toDeniedFrame(frame: Frame): DeniedText | undefined {
  const words = toWords(toFrameText(frame));
  const denied = judgeWords(words);
  return denied.kind === 'denied' && hasStandIns(denied, frame) && !isAgentText(words)
    ? denied
    : undefined;
}

/** True when each stand-in was read as what it stands for, and as nothing else. */
function hasStandIns({ sentence }: DeniedText, { action, resource }: Frame): boolean {
  const { principalText, resourceText, ...rest } = sentence;
  // Without an action the grammar seeks phrases of other systems too, in the names as well.
  const hasSubject = action !== '';
  return (
    (principalText === STAND_INS.subject) === hasSubject &&
    (resource === '' ? !holdsStandIn(resourceText) : resourceText === resource) &&
    (rest.action === action || !hasSubject) &&
    !Object.values(rest).some(holdsStandIn)
  );
}

function holdsStandIn(value: unknown): boolean {
  return Object.values(STAND_INS).some((standIn) => String(value).includes(standIn));
}

function putBack(denied: DeniedText, { subject, resource, encoded }: Names): DeniedText {
  const { sentence } = denied;
  return {
    ...denied,
    sentence: {
      ...sentence,
      principalText: subject ?? sentence.principalText,
      resourceText: resource ?? sentence.resourceText,
      encodedMessage: sentence.encodedMessage ?? encoded,
    },
  };
}

const judgeShort = memoiseText(judgeWhole, { most: 4000, longest: 256 });

/** What the grammar says of a whole text. */
export function judgeWhole(text: string): TextJudgement {
  const [plain, encoded] = splitCipher(text);
  const judged = judgeWords(toWords(plain));
  return judged.kind === 'denied' && encoded !== undefined
    ? putBack(judged, { subject: undefined, resource: undefined, encoded })
    : judged;
}
