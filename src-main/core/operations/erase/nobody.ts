/** The record that sales and payments of erased customers belong to: one per book, without a person behind it. */
import type { WriteDeps } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import { prepareDraft } from '../../domain/customers/index.ts';
import { readSettings } from '../../domain/settings/index.ts';

const WORDS = {
  'zh-CN': { name: '（已彻底删除的客户）', notes: '这里收着被彻底删除的客户留下的销售和收款，只有金额，不含任何个人信息。' },
  en: { name: '(Erased customers)', notes: 'Sales and payments of customers who were erased: amounts only, nothing personal.' },
} as const;

/** Its id, or `null` when nobody with sales was erased so far. */
export function nobodyId(db: Db): number | null {
  const stored = db.raw.prepare<[], string>("SELECT value FROM meta WHERE key = 'nobody'").pluck().get();
  const id = stored === undefined ? 0 : Number(stored);
  return db.raw.prepare('SELECT 1 FROM customer WHERE id = ?').get(id) === undefined ? null : id;
}

/** The record, made in the book's language when there is none. */
export function nobodyRecord(deps: WriteDeps, actor: string): number {
  const known = nobodyId(deps.db);
  if (known !== null) return known;
  const { name, notes } = WORDS[readSettings(deps.db).language];
  return write(deps, { kind: 'customers.create', actor, origin: 'job', facts: { name, count: 1 } }, (w) => {
    const id = w.create('customer', prepareDraft({ name, notes }));
    w.db.raw.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('nobody', ?)").run(String(id));
    return id;
  }).value;
}
