import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEventMemory, REMEMBERED_EVENTS } from '../../../src/domain/finding/event-memory.ts';

const idOf = (n: number): string => `event-${n}`;

describe('domain/finding/event-memory', () => {
  it('knows an event the second time', () => {
    const memory = createEventMemory('');

    expect(memory.remember('a')).toBe(true);
    expect(memory.remember('a')).toBe(false);
    expect(memory.remember('b')).toBe(true);
  });

  it('remembers through its text', () => {
    const first = createEventMemory('');
    first.remember('a');
    const second = createEventMemory(first.toText());

    expect(second.remember('a')).toBe(false);
    expect(second.toText()).toBe(first.toText());
  });

  it('counts each id once, in any order of delivery and however often it is delivered', () => {
    const deliveries = fc
      .array(fc.nat(40), { maxLength: 20 })
      .chain((ids) =>
        fc.shuffledSubarray([...ids, ...ids, ...ids, ...ids, ...ids], { minLength: ids.length }),
      );

    fc.assert(
      fc.property(deliveries, fc.nat(10), (ids, restartEvery) => {
        let memory = createEventMemory('');
        let count = 0;
        for (const [i, id] of ids.entries()) {
          if (i % (restartEvery + 1) === 0) memory = createEventMemory(memory.toText());
          if (memory.remember(idOf(id))) count++;
        }
        expect(count).toBe(new Set(ids).size);
      }),
      { numRuns: 200 },
    );
  });

  it('knows a storm of 10,000 again that is read again in batches', () => {
    let text = '';
    const feed = () => {
      let fresh = 0;
      for (let from = 0; from < 10_000; from += 1000) {
        const memory = createEventMemory(text);
        for (let n = from; n < from + 1000; n++) if (memory.remember(idOf(n))) fresh++;
        text = memory.toText();
      }
      return fresh;
    };

    expect(feed()).toBe(10_000);
    expect(feed()).toBe(0);
  });

  it('forgets the oldest when it is full, and never grows beyond its text', () => {
    const memory = createEventMemory('');
    for (let n = 0; n <= REMEMBERED_EVENTS; n++) memory.remember(idOf(n));
    const text = memory.toText();
    const later = createEventMemory(text);

    expect(text).toHaveLength(REMEMBERED_EVENTS * 10);
    expect(later.remember(idOf(REMEMBERED_EVENTS))).toBe(false);
    expect(later.remember(idOf(1))).toBe(false);
    expect(later.remember(idOf(0))).toBe(true);
  });
});
