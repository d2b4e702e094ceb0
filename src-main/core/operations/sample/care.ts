/** The practice book's care plans at work: some under way, some waiting to be confirmed, and tasks written by hand. */
import type { Language } from '../../../../shared/modules/words.ts';
import type { ActionInput } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { isoDate, startOfUnit } from '../../derived/mirror/dates.ts';
import type { OpenBook } from '../../domain/context.ts';
import { allPlans, beginRun } from '../../domain/care/index.ts';

interface TaskWords {
  readonly title: string;
  readonly day: number;
  readonly method: string;
  readonly priority: 'high' | 'normal';
}

const zh: readonly TaskWords[] = [
  { title: '寄新茶样品', day: -2, method: 'letter', priority: 'normal' },
  { title: '确认中秋礼盒数量', day: 0, method: 'phone', priority: 'high' },
  { title: '发新到岩茶的照片', day: 0, method: 'wechat', priority: 'normal' },
  { title: '问问上次的茶叶罐合不合用', day: 1, method: 'wechat', priority: 'normal' },
  { title: '约来店里试茶', day: 9, method: 'phone', priority: 'normal' },
];
const en: readonly TaskWords[] = [
  { title: 'Send samples of the new harvest', day: -2, method: 'letter', priority: 'normal' },
  { title: 'Confirm the number of gift boxes', day: 0, method: 'phone', priority: 'high' },
  { title: 'Send photos of the new oolong', day: 0, method: 'wechat', priority: 'normal' },
  { title: 'Ask whether the tea caddy fits', day: 1, method: 'wechat', priority: 'normal' },
  { title: 'Invite to a tasting', day: 9, method: 'phone', priority: 'normal' },
];

/** `made`: the customers of the sample, in the order they were made. */
export function addCare(book: OpenBook, action: ActionInput, made: readonly number[], language: Language): void {
  const now = book.clock.now();
  const day = (offset: number) => isoDate(startOfUnit(now, 'day', offset));
  const [first, second] = allPlans(book);
  if (!first || !second) return;
  const reachable = made.filter((id) => book.rows.get('customer', id)?.fields['doNotContact'] === null);
  const some = (from: number, count: number) => reachable.filter((_, i) => i % 11 === from).slice(0, count);
  write(book.write, action, (w) => {
    for (const plan of [first, second]) w.update('carePlan', plan.id, { active: 1 });
    (language === 'zh-CN' ? zh : en).forEach(({ day: offset, ...task }, i) => w.create('task', { ...task, due: day(offset), customerId: reachable[i * 7]!, status: 'open' }));
    for (const [i, customerId] of some(2, 6).entries()) {
      const startedOn = day(-1 - i);
      const id = w.create('careRun', { customerId, planId: first.id, state: 'running', origin: 'hand', startedOn });
      beginRun(w, { id, customerId, startedOn }, first, null);
    }
    for (const [plan, from, count] of [[first, 4, 5], [second, 6, 3]] as const) {
      for (const customerId of some(from, count)) w.create('careRun', { customerId, planId: plan.id, state: 'proposed', origin: 'hand', startedOn: day(0) });
    }
  });
}
