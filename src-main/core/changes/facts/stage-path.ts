/**
 * The way of one customer through the lifecycle, from nothing but their sales, the book's
 * rules, what was locked by hand, and today. Pure: the same input gives the same moves,
 * so they can be rebuilt, checked and taken back with the sales they follow from.
 */
import { dayOfIso, isoOfDay } from '../../../../shared/kernel/formula-functions.ts';
import type { MoveReason, Stage, StageHand, StageRules } from '../../../../shared/modules/lifecycle.ts';

export interface PathInput {
  /** Days of living sales, ascending, one per sale. */
  readonly sales: readonly string[];
  readonly hand: readonly StageHand[];
  readonly rules: StageRules;
  /** Civil date; sales after it count when their day has come. */
  readonly today: string;
}

export interface PathMove {
  readonly on: string;
  readonly from: Stage;
  readonly to: Stage;
  readonly byHand: boolean;
  readonly reason: MoveReason;
}

export interface StagePath {
  readonly moves: readonly PathMove[];
  /** What the sales alone say, without the days passed since; `null` without any. */
  readonly base: Stage | null;
  readonly stage: Stage;
  readonly since: string | null;
  /** The next day on which the stage may move by itself, and what it is then. */
  readonly next: { readonly on: string; readonly stage: Stage } | null;
}

interface Turn {
  readonly on: string;
  readonly to: Stage;
  readonly reason: MoveReason;
}

/** `days` after a civil date. */
export function daysAfter(date: string, days: number): string {
  return isoOfDay((dayOfIso(date) ?? 0) + days);
}

/** The same day so many months before, or the last one of that month. */
export function monthsBefore(date: string, months: number): string {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
  const month = y * 12 + (m - 1) - months;
  const [year, no] = [Math.floor(month / 12), month % 12];
  const two = (n: number) => String(n).padStart(2, '0');
  const last = new Date(Date.UTC(year, no + 1, 0)).getUTCDate();
  return `${String(year).padStart(4, '0')}-${two(no + 1)}-${two(Math.min(d, last))}`;
}

/** How many of `sales` lie within the months that count for loyalty, back from the last of them. */
export function loyalCount(sales: readonly string[], rules: StageRules): number {
  const last = sales.at(-1);
  if (last === undefined) return 0;
  const since = monthsBefore(last, rules.loyalMonths);
  return sales.filter((date) => date > since).length;
}

/** The one place that says who is loyal, by all sales and by those of the months that count: complaints still open will be asked here too. */
function baseBy(count: number, recent: number, rules: StageRules): Stage | null {
  if (count === 0) return null;
  if (count === 1) return 'new';
  return recent >= rules.loyalSales ? 'loyal' : 'active';
}

const baseOf = (sales: readonly string[], rules: StageRules) => baseBy(sales.length, loyalCount(sales, rules), rules);

/** The stage of somebody whose sales say `base`, so many days after the last one. */
export function stageAfter(base: Stage | null, daysSince: number, rules: StageRules): Stage {
  if (base === null) return 'lead';
  if (daysSince > rules.lostDays) return 'lost';
  return daysSince > rules.riskDays ? 'atRisk' : base;
}

/** Every move up to and including today, and what comes next. */
export function stagePath({ sales, hand, rules, today }: PathInput): StagePath {
  const past = sales.filter((date) => date <= today);
  const coming = sales.filter((date) => date === sales[past.length]);
  const turns = turnsOf(past, rules, today);
  const moves: PathMove[] = [];
  let [auto, lock, shown]: [Stage, Stage | null, Stage] = ['lead', null, 'lead'];
  const show = (on: string, byHand: boolean, reason: MoveReason) => {
    const to = lock ?? auto;
    if (to !== shown) moves.push({ on, from: shown, to, byHand, reason });
    shown = to;
  };
  let at = 0;
  for (const one of hand) {
    for (; at < turns.length && turns[at]!.on <= one.on; at++) {
      auto = turns[at]!.to;
      show(turns[at]!.on, false, turns[at]!.reason);
    }
    lock = one.stage;
    show(one.on, true, { code: one.stage === null ? 'unlocked' : 'locked', text: one.reason });
  }
  for (; at < turns.length; at++) {
    auto = turns[at]!.to;
    show(turns[at]!.on, false, turns[at]!.reason);
  }
  const next = lock === null ? nextTurn(past, coming, rules, auto) : null;
  return { moves, base: baseOf(past, rules), stage: shown, since: moves.at(-1)?.on ?? null, next };
}

/** What sales and silence do, without anybody's hand. Each sale is looked at twice: a customer of the counter has tens of thousands. */
function turnsOf(sales: readonly string[], rules: StageRules, today: string): Turn[] {
  const turns: Turn[] = [];
  let [seen, old] = [0, 0];
  while (seen < sales.length) {
    const day = sales[seen]!;
    while (seen < sales.length && sales[seen] === day) seen++;
    for (const since = monthsBefore(day, rules.loyalMonths); sales[old]! <= since; ) old++;
    turns.push({ on: day, to: baseBy(seen, seen - old, rules)!, reason: { code: 'sale', count: seen } });
    const until = sales[seen];
    const silent = (days: number, to: Stage) => {
      const on = daysAfter(day, days + 1);
      if (until === undefined ? on <= today : on < until) turns.push({ on, to, reason: { code: 'silent', days, last: day } });
    };
    silent(rules.riskDays, 'atRisk');
    silent(rules.lostDays, 'lost');
  }
  return turns;
}

function nextTurn(sales: readonly string[], coming: readonly string[], rules: StageRules, now: Stage): StagePath['next'] {
  const last = sales.at(-1);
  const [days, to] = now === 'atRisk' ? [rules.lostDays, 'lost' as const] : [rules.riskDays, 'atRisk' as const];
  const byTime = last === undefined || now === 'lost' ? null : { on: daysAfter(last, days + 1), stage: to };
  const day = coming[0];
  if (day === undefined || (byTime && byTime.on < day)) return byTime;
  return { on: day, stage: baseOf([...sales, ...coming], rules)! };
}
