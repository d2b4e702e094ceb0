import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoOfDay, dayOfIso } from '../../../shared/kernel/formula-functions.ts';
import type { Stage, StageHand } from '../../../shared/modules/lifecycle.ts';
import { STAGES } from '../../../shared/modules/lifecycle.ts';
import { loyalCount, stageAfter, stagePath } from '../../../src-main/core/changes/facts/index.ts';

const FIRST = dayOfIso('2024-01-01')!;
const day = fc.integer({ min: 0, max: 1500 }).map((n) => isoOfDay(FIRST + n));
const rules = fc.record({
  riskDays: fc.integer({ min: 1, max: 120 }),
  lostDays: fc.integer({ min: 121, max: 400 }),
  loyalSales: fc.integer({ min: 2, max: 6 }),
  loyalMonths: fc.integer({ min: 1, max: 24 }),
  words: fc.constant('visits' as const),
});
const hand = fc.array(fc.record({ on: day, stage: fc.option(fc.constantFrom<Stage>(...STAGES)) }), { maxLength: 3 });
const input = fc.record({ sales: fc.array(day, { maxLength: 8 }), hand, rules, today: day }).map(({ sales, hand: locks, today, ...rest }) => ({
  ...rest,
  today,
  sales: sales.toSorted(),
  hand: locks.filter((one) => one.on <= today).toSorted((a, b) => (a.on < b.on ? -1 : 1)).map((one): StageHand => ({ ...one, at: 0, reason: 'x' })),
}));

describe('the way through the lifecycle', () => {
  it('is an unbroken chain from "lead" to where the customer stands, by day', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { moves, stage, since } = stagePath(given);
        expect([...moves].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))).toEqual(moves);
        moves.forEach((move, i) => expect(move.from).toBe(i === 0 ? 'lead' : moves[i - 1]!.to));
        expect(moves.every((move) => move.from !== move.to && move.on <= given.today)).toBe(true);
        expect([stage, since]).toEqual([moves.at(-1)?.to ?? 'lead', moves.at(-1)?.on ?? null]);
      }),
    );
  });

  it('ends where the last sale and the days since say, unless it is locked', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { stage, base } = stagePath(given);
        const lock = given.hand.at(-1)?.stage ?? null;
        const last = given.sales.findLast((date) => date <= given.today);
        const since = last === undefined ? 0 : dayOfIso(given.today)! - dayOfIso(last)!;
        expect(stage).toBe(lock ?? stageAfter(base, since, given.rules));
      }),
    );
  });

  it('does the same when days are looked at one after the other as when they are looked at at once', () => {
    fc.assert(
      fc.property(input, (given) => {
        const whole = stagePath(given).moves;
        const before = isoOfDay(dayOfIso(given.today)! - 30);
        const earlier = stagePath({ ...given, today: before, hand: given.hand.filter((one) => one.on <= before) }).moves;
        expect(whole.filter((move) => move.on <= before)).toEqual(earlier);
        const { next, stage } = stagePath({ ...given, today: before, hand: given.hand.filter((one) => one.on <= before) });
        if (next && next.stage !== stage && next.on <= given.today && given.hand.every((one) => one.on <= before)) expect(whole.find((move) => move.on > before)).toMatchObject({ to: next.stage, on: next.on });
      }),
    );
  });

  it('counts the sales of the months that count, day by day, as if each day were the last', () => {
    fc.assert(
      fc.property(input, ({ sales, rules: given }) => {
        const { moves } = stagePath({ sales, hand: [], rules: { ...given, riskDays: 4000, lostDays: 5000 }, today: '2030-01-01' });
        const stageOn = (date: string) => moves.findLast((move) => move.on <= date)?.to;
        for (const date of sales) {
          const soFar = sales.filter((one) => one <= date);
          expect(stageOn(date)).toBe(soFar.length === 1 ? 'new' : loyalCount(soFar, given) >= given.loyalSales ? 'loyal' : 'active');
        }
      }),
    );
  });

  it('looks at each sale a few times, however many there are', () => {
    let looks = 0;
    const days = Array.from({ length: 4000 }, (_, n) => isoOfDay(FIRST + n));
    const sales = new Proxy(days, {
      get(list, key, self) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(list, key, self) as unknown;
      },
    });
    stagePath({ sales, hand: [], rules: { riskDays: 30, lostDays: 90, loyalSales: 3, loyalMonths: 12, words: 'visits' }, today: isoOfDay(FIRST + 5000) });
    expect(looks).toBeLessThan(days.length * 20);
  });
});
