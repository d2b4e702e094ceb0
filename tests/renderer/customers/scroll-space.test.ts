import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionAt, positionForRow, rowWindow, SCROLL_START, scrolledTo, scrollSpace, settle, topFromVirtual, virtualFromTop } from '../../../src-renderer/features/common/model/scroll-space.ts';

const million = scrollSpace(1_000_000, 36, 700);

describe('scrollSpace', () => {
  it('gives a short list its true height and a million rows no more than a browser can show', () => {
    expect(scrollSpace(1000, 36, 700).stripPx).toBe(36_000);
    expect(million.stripPx).toBeLessThan(16_000_000);
    expect(million.virtualPx).toBe(36_000_000);
  });

  it('reaches the first and the last row of a million by the scroll bar', () => {
    expect(rowWindow(million, scrolledTo(million, SCROLL_START, 0), 1_000_000, 0).first).toBe(0);
    const bottom = scrolledTo(million, SCROLL_START, million.stripPx - million.viewPx);
    expect(rowWindow(million, bottom, 1_000_000, 0).end).toBe(1_000_000);
  });

  it('moves by the wheel exactly as far as the wheel says, also in the compressed middle', () => {
    const middle = positionAt(million, 18_000_000);
    for (const step of [120, -720, 2000]) {
      const next = scrolledTo(million, middle, middle.top + step);
      expect(next.top + next.base).toBe(18_000_000 + step);
    }
    const jump = scrolledTo(million, middle, middle.top + 14_000);
    expect(jump.top + jump.base).toBeGreaterThan(18_040_000);
  });

  it('maps there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 35_999_300 }), (virtual) => {
        expect(virtualFromTop(million, topFromVirtual(million, virtual))).toBeCloseTo(virtual, 3);
      }),
    );
  });

  it('shows the same rows after settling, with the scroll bar in its right place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 35_999_300 }), fc.integer({ min: -600, max: 600 }), (virtual, step) => {
        const start = positionAt(million, virtual);
        const moved = scrolledTo(million, start, Math.max(1, Math.min(start.top + step, million.stripPx - million.viewPx - 1)));
        const rested = settle(million, moved);
        expect(rested.top + rested.base).toBeCloseTo(moved.top + moved.base, 3);
        expect(Math.abs(rested.top - topFromVirtual(million, rested.top + rested.base))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never asks for a row that does not exist', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 30 }), (count, top, overscan) => {
        const space = scrollSpace(count, 36, 700);
        const { first, end } = rowWindow(space, scrolledTo(space, SCROLL_START, Math.min(top, Math.max(0, space.stripPx - 700))), count, overscan);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(count);
      }),
    );
  });
});

describe('positionForRow', () => {
  it('stays where it is when the row is in view', () => {
    expect(positionForRow(million, positionAt(million, 3600), 105)).toBeNull();
  });

  it('scrolls no further than needed, up or down', () => {
    const down = positionForRow(million, SCROLL_START, 500_000);
    expect((down?.top ?? 0) + (down?.base ?? 0)).toBe(500_001 * 36 - 700);
    const up = positionForRow(million, positionAt(million, 9_000_000), 10);
    expect((up?.top ?? 0) + (up?.base ?? 0)).toBe(360);
  });
});
