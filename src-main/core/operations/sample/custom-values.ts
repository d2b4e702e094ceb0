/** Values of the practice book's own fields: memberships, points, what people like to buy, who referred them. */
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import { foldKey } from '../../../../shared/kernel/text.ts';
import { isoOfDay } from '../../../../shared/kernel/formula-functions.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import { localDay } from '../../derived/fields/sources.ts';
import type { Db } from '../../database/open.ts';
import { seeded } from './people.ts';

export interface SampleOwn {
  readonly custom: Record<string, CustomValue>;
  readonly verifiedOn: string | null;
}

/** Answers a function that makes up the own fields of the next customer; `earlier` are customers made before. */
export function sampleOwn(db: Db, nowMs: number): (createdAt: number, earlier: readonly number[]) => SampleOwn {
  const random = seeded(20261123);
  const fields = fieldBook(db).fields;
  const named = (name: string) => fields.find((f) => [f.label, ...f.aliases].some((label) => foldKey(label) === foldKey(name)));
  const [since, until, points, balance, likes, size, referrer] = ['办卡日期', '会员到期', '积分', '储值余额', '常买品类', '尺码', '介绍人'].map(named);
  const chance = (p: number) => random() < p;
  const int = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const today = localDay(nowMs);
  return (createdAt, earlier) => {
    const custom: Record<string, CustomValue> = {};
    const put = (field: typeof since, value: CustomValue) => {
      if (field) custom[String(field.id)] = value;
    };
    const first = localDay(createdAt);
    if (chance(0.45)) {
      const from = Math.min(today, first + int(0, 30));
      put(since, isoOfDay(from));
      put(until, isoOfDay(from + 365 * int(1, 3)));
      put(points, int(0, 240) * 10);
      if (chance(0.5)) put(balance, int(0, 60) * 5000);
    }
    if (chance(0.5)) put(likes, [...new Set([0, 1].map(() => likes?.options[int(0, Math.max(0, (likes.options.length || 1) - 1))] ?? ''))].filter((word) => word !== ''));
    if (chance(0.12)) put(size, ['S', 'M', 'L', 'XL'][int(0, 3)]!);
    if (chance(0.1) && earlier.length > 0) put(referrer, earlier[int(0, earlier.length - 1)]!);
    return { custom, verifiedOn: chance(0.6) ? isoOfDay(today - Math.min(today - first, int(0, 220))) : null };
  };
}
