import { describe, expect, it } from '@jest/globals';
import {
  actions,
  button,
  choiceInput,
  context,
  header,
  section,
  sentence,
} from '../../../src/adapters/slack/blocks.ts';
import { toFences } from '../../../src/adapters/slack/fence.ts';
import { CARRIED, COUNTS, LIMITS, OWN_LIMITS } from '../../../src/adapters/slack/limits.ts';
import { mrkdwn, ownMrkdwn, toCode } from '../../../src/adapters/slack/mrkdwn.ts';
import {
  ACTION_PREFIX,
  FIELDS,
  parseButtonValue,
  toButtonValue,
} from '../../../src/adapters/slack/names.ts';
import { LONGEST_REASON } from '../../../src/adapters/slack/parse-click.ts';
import { DIALOGS } from '../../../src/domain/approval/click.ts';
import { REJECT_REASONS } from '../../../src/domain/approval/reject-reasons.ts';
import { SILENCES } from '../../../src/domain/approval/silence.ts';

const LONG = 'x&<>'.repeat(3000);
const ID = 'p-pf14wt-a2z7rc2z';

describe('adapters/slack/limits', () => {
  it('holds what Slack’s reference says', () => {
    expect(LIMITS).toEqual({
      sectionText: 3000,
      contextText: 3000,
      field: 2000,
      header: 150,
      button: 75,
      option: 75,
      confirmTitle: 100,
      confirmText: 300,
      viewTitle: 24,
      inputLabel: 2000,
    });
    expect(COUNTS).toEqual({
      blocksPerMessage: 50,
      blocksPerView: 100,
      fieldsPerSection: 10,
      elementsPerContext: 10,
      elementsPerActions: 25,
    });
    expect(CARRIED).toEqual({
      actionId: 255,
      blockId: 255,
      buttonValue: 2000,
      privateMetadata: 3000,
    });
    expect(OWN_LIMITS.messageTotal).toBeLessThan(13_200);
  });

  it.each([
    ['a header', header(LONG), LIMITS.header],
    ['a sentence', sentence(LONG), LIMITS.sectionText],
    ['a section', section(...Array(50).fill(toCode(LONG))), LIMITS.sectionText],
    ['small print', context(...Array(50).fill(toCode(LONG))), LIMITS.contextText],
  ])('keeps %s within its limit', (_, block, most) => {
    const texts = JSON.stringify(block).match(/"text":"((?:[^"\\]|\\.)*)"/g) ?? [];
    for (const text of texts) {
      expect((JSON.parse(`{${text}}`) as { text: string }).text.length).toBeLessThanOrEqual(most);
    }
    expect(texts).toHaveLength(1);
  });

  it('carries in a button an id and the beginning of a digest, nothing else', () => {
    const value = toButtonValue(ID, 'a'.repeat(64));
    expect(value).toBe(`${ID} aaaaaaaaaaaa`);
    expect(parseButtonValue(value)).toEqual({ subjectId: ID, digest: 'a'.repeat(12) });
    expect(parseButtonValue(toButtonValue(ID, null))).toEqual({ subjectId: ID, digest: null });
    expect(value.length).toBeLessThan(CARRIED.buttonValue);
    for (const dialog of DIALOGS) {
      expect(`${ACTION_PREFIX}${dialog}`.length).toBeLessThan(CARRIED.actionId);
    }
    for (const field of Object.values(FIELDS)) expect(field.length).toBeLessThan(CARRIED.blockId);
  });

  it('has words that fit their buttons and choices', () => {
    expect(button('approve', 'Approve…', { id: ID }).text.text).toBe('Approve…');
    for (const words of Object.values(REJECT_REASONS)) {
      expect(words.length).toBeLessThanOrEqual(LIMITS.option);
    }
    for (const silence of Object.keys(SILENCES)) expect(silence.length).toBeLessThan(LIMITS.option);
    expect(LONGEST_REASON).toBeLessThanOrEqual(3000);
    expect(actions([])).toEqual([]);
    expect(choiceInput('a', 'b', { c: 'd' }, true)).toMatchObject({ block_id: 'a' });
  });

  it.each([1, 3])(
    'cuts a difference into %d fences at most, between lines, and counts the rest',
    (most) => {
      const lines = Array.from(
        { length: 2000 },
        (_, i) => `+ ${'```'.repeat(i % 3)}<!channel> ${i}`,
      );
      const pieces = toFences(lines.join('\n'), most);
      expect(pieces).toHaveLength(most);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(LIMITS.sectionText);
        expect(piece.slice(3, -3)).not.toMatch(/`|<!/);
      }
      const shown = pieces
        .join('\n')
        .split('\n')
        .filter((line) => line.startsWith('+')).length;
      expect(pieces.at(-1)).toContain(`… (+${2000 - shown} lines)`);
    },
  );

  it('fences a line of any length and an empty text', () => {
    expect(toFences('&'.repeat(10_000), 1, 500)[0]!.length).toBeLessThanOrEqual(500);
    expect(toFences('', 1)).toEqual([mrkdwn`${ownMrkdwn('```\n\n```')}`]);
  });
});
