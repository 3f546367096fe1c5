import type { EcsRole } from '../principal/principal.ts';
import type { NotADenial, NotADenialReason, Unreadable } from './denial.ts';
import { namesDenialCode } from './denial-code.ts';
import { readSentence, type Sentence } from './parse-sentence.ts';
import { findEcsStage, hintsAtRefusal, isRefusalOfStage, retriesOf } from './text/ecs-stages.ts';
import type { EcsStage } from './text/ecs-stages.ts';
import { type KnownText, readKnownText } from './text/known-texts.ts';
import { findLookAlike, isNetworkProblem } from './text/look-alikes.ts';
import { readCutSubject } from './text/read-subject.ts';
import { readOperationName } from './text/read-tail.ts';
import type { Words } from './text/words.ts';

/**
 * A text that tells of a denial. `actionFrom` is where its actions come from: AWS's words (`message`),
 * the ECS agent's stage (`stage`), or nothing. `certain`: the words alone prove the denial, without an error code.
 */
export type DeniedText = {
  readonly kind: 'denied';
  readonly sentence: Sentence;
  readonly actions: readonly string[];
  readonly actionFrom: 'message' | 'stage';
  readonly next: readonly string[];
  readonly ecsRole: EcsRole | null;
  readonly certain: boolean;
};

export type TextJudgement = DeniedText | NotADenial | Unreadable;

/** Decides what a text says from its words. The full sentence outweighs everything else in the text. */
export function judgeWords(words: Words): TextJudgement {
  const sentence = readSentence(words);
  if (sentence?.foreign) return notADenial('not-aws-iam');
  const stage = findEcsStage(words);
  if (sentence?.action !== undefined) return denied(sentence, stage, true);
  const known = readKnownText(words);
  if (known) return deniedByKnownText(sentence ?? emptySentence(words), known, stage);
  const lookAlike = findLookAlike(words);
  if (lookAlike) return notADenial(lookAlike);
  if (sentence) return denied(sentence, stage, true);
  if (namesDenialCode(words)) return denied(emptySentence(words), stage, false);
  return stage ? judgeStage(words, stage) : judgeRest(words);
}

function judgeStage(words: Words, stage: EcsStage): TextJudgement {
  if (isRefusalOfStage(words)) return denied(emptySentence(words), stage, true);
  if (isNetworkProblem(words) || retriesOf(words) > 1) return notADenial('network');
  if (hintsAtRefusal(words)) return denied(emptySentence(words), stage, true);
  return isCut(words.text) ? cutText() : notADenial('other-error');
}

function judgeRest(words: Words): TextJudgement {
  return notADenial(isNetworkProblem(words) ? 'network' : 'no-denial-text');
}

function denied(sentence: Sentence, stage: EcsStage | undefined, certain: boolean): DeniedText {
  const fromStage = sentence.action === undefined && stage !== undefined;
  return {
    kind: 'denied',
    sentence: fromStage ? { ...sentence, resourceText: stage.resourceText } : sentence,
    actions: fromStage ? [stage.action] : toActions(sentence.action),
    actionFrom: fromStage ? 'stage' : 'message',
    next: nextOf(sentence.action, stage),
    ecsRole: stage?.ecsRole ?? null,
    certain,
  };
}

function deniedByKnownText(
  sentence: Sentence,
  known: KnownText,
  stage: EcsStage | undefined,
): DeniedText {
  return {
    kind: 'denied',
    sentence: {
      ...sentence,
      principalText: known.principalText ?? sentence.principalText,
      action: known.actions[0],
      resourceText: known.resourceText ?? sentence.resourceText,
    },
    actions: known.actions,
    actionFrom: 'message',
    next: [],
    ecsRole: known.ecsRole ?? stage?.ecsRole ?? null,
    certain: true,
  };
}

/** What the agent asks for after the stage, unless the text's own action is one of another stage. */
function nextOf(action: string | undefined, stage: EcsStage | undefined): readonly string[] {
  if (stage === undefined || (action !== undefined && action !== stage.action)) return [];
  return stage.next;
}

function toActions(action: string | undefined): readonly string[] {
  return action === undefined ? [] : [action];
}

function emptySentence(words: Words): Sentence {
  return {
    principalText: readCutSubject(words),
    action: undefined,
    resourceText: undefined,
    cause: 'unspecified',
    denyingPolicyArn: undefined,
    authorizationId: undefined,
    encodedMessage: undefined,
    operationName: readOperationName(words),
    foreign: false,
  };
}

// ECS cut stopped reasons at about 255 characters before 2024, and marks a cut by dots or not at all.
function isCut(text: string): boolean {
  return text.endsWith('...') || text.endsWith('…') || text.endsWith(':') || text.length === 255;
}

function cutText(): Unreadable {
  return {
    kind: 'unreadable',
    reason:
      'stoppedReason: cut before the error code, so a refusal cannot be told from a network failure; ' +
      'expected the whole text, as in {"stoppedReason": "… AccessDeniedException: User: …"}',
  };
}

function notADenial(reason: NotADenialReason): NotADenial {
  return { kind: 'not-a-denial', reason };
}
