/** What the practice book shows of segments and views: questions a shop asks, a list, a board. */
import type { FilterNode } from '../../../../shared/kernel/filter.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { ActionInput, WriteDeps } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';

const NAMES = {
  'zh-CN': { away: '90 天没来的老客户', complained: '投诉过、还没再买', often: '半年里买过 3 次以上', gifts: '中秋送礼名单', board: '客户级别看板', birthdays: '本月生日', bySource: '按来源看' },
  en: { away: 'Not seen for 90 days', complained: 'Complained and has not bought since', often: 'Bought 3 times in half a year', gifts: 'Holiday gift list', board: 'Board by grade', birthdays: 'Birthdays this month', bySource: 'By source' },
} as const;

const daysAgo = (from: number, to: number) => ({ op: 'relative' as const, unit: 'day' as const, from, to });
const bought = (from: number, more: object): FilterNode => ({ related: 'sale', where: [{ field: 'date', test: daysAgo(from, 0) }], ...more });

/** Writes them as one action of the sample; `members` go on the fixed list. */
export function addSegmentsAndViews(deps: WriteDeps, action: ActionInput, language: Language, members: readonly number[]): void {
  const names = NAMES[language];
  const away = { all: [{ related: 'sale', where: [] }, bought(-89, { none: true })] };
  const complained = { all: [{ related: 'followUp', where: [{ field: 'result', test: { op: 'any', values: ['complaint'] } }] }, bought(-29, { none: true })] };
  const body = (more: object) => ({ layout: 'list', text: '', filter: { all: [] }, columns: null, sort: null, group: null, board: null, ...more });
  write(deps, action, (w) => {
    w.create('segment', { name: names.away, kind: 'live', filter: away });
    w.create('segment', { name: names.complained, kind: 'live', filter: complained });
    w.create('segment', { name: names.often, kind: 'live', filter: { all: [bought(-181, { count: { min: 3 } })] } });
    const list = w.create('segment', { name: names.gifts, kind: 'fixed', filter: {} });
    for (const customerId of members) w.create('segmentMember', { segmentId: list, customerId });
    const month = { field: 'birthday', test: { op: 'relative', unit: 'month', from: 0, to: 0 } };
    const views = [
      { name: names.birthdays, body: body({ filter: { all: [month] } }) },
      { name: names.bySource, body: body({ group: 'source' }) },
      { name: names.board, body: body({ layout: 'board', board: 'grade' }) },
    ];
    views.forEach((view, position) => w.create('view', { ...view, pinned: 1, position }));
  });
}
