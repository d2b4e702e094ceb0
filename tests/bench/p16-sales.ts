/**
 * P16: sales. A book of as many sales as the size asks for, ten a customer, one in fourteen
 * still open: lists, sums, receivables and the purchases of one customer, each beside the
 * time 50 rows take that are read by id, or a pass over an index; and what one more sale costs.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SaleQuery } from '../../shared/modules/sales.ts';
import { initClockRow } from '../../src-main/core/changes/clock-row.ts';
import { rebuildFacts } from '../../src-main/core/changes/facts/index.ts';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import { write } from '../../src-main/core/changes/write.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../src-main/core/database/migrate.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { customerSales, salePage, saleSums } from '../../src-main/core/domain/sales/list.repo.ts';
import { receivablePage, receivableSums } from '../../src-main/core/domain/sales/payments.repo.ts';
import { findSales } from '../../src-main/core/domain/sales/sales.repo.ts';
import { loadSodium } from '../../src-main/core/kernel/sodium.ts';
import { createRandom } from './generate.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed, times } from './stats.ts';

const PER_CUSTOMER = 10;
const FIRST_SALE = 10_000_000;
const AGES = { asOf: '2026-11-22', d30: '2026-10-23', d60: '2026-09-23', d90: '2026-08-24' };

function fill(db: Db, sales: number): void {
  const random = createRandom(14);
  const below = (n: number) => Math.floor(random() * n);
  const customers = Math.max(1, Math.floor(sales / PER_CUSTOMER));
  const person = db.raw.prepare("INSERT INTO customer (id, kind, name, pinyin, created_at, updated_at, aseq) VALUES (?, 'individual', ?, '', 0, 0, 0)");
  const insert = db.raw.prepare(`INSERT INTO sale (id, customer_id, kind, number, date, due_date, items, discount_minor, amount_minor, currency, paid_minor, created_at, updated_at, aseq)
    VALUES (?, ?, 'sale', ?, ?, ?, ?, 0, ?, ?, ?, 0, 0, 0)`);
  for (let i = 1; i <= customers; i++) person.run(i, `顾客${i}`);
  for (let i = 0; i < sales; i++) {
    // In the order of days, as a shop writes them.
    const date = new Date(Date.UTC(2021, 0, 1) + Math.floor((i / sales) * 2150) * 86_400_000).toISOString().slice(0, 10);
    const lines = Array.from({ length: 1 + below(3) }, () => {
      const product = 1 + below(500);
      const amountMinor = 500 + below(50_000);
      return { productId: product, name: `商品${product}`, category: `分类${product % 12}`, unit: '件', quantity: 1000, priceMinor: amountMinor, discountMinor: 0, amountMinor };
    });
    const amount = lines.reduce((s, l) => s + l.amountMinor, 0);
    const open = i % 14 === 0;
    insert.run(FIRST_SALE + i, 1 + below(customers), `XS${i}`, date, open ? date : null, JSON.stringify(lines), amount, i % 50 === 0 ? 'USD' : 'CNY', open ? 0 : amount);
  }
}

async function openSales(dir: string, sales: number): Promise<{ readonly db: Db; readonly mac: (m: Uint8Array) => Uint8Array; readonly rebuildMs: number | null }> {
  const path = join(dir, 'crm.db');
  const made = existsSync(join(dir, 'crm.db'));
  mkdirSync(dir, { recursive: true });
  const sodium = await loadSodium();
  const db = openDatabase(path, { key: new Uint8Array(32).fill(5), create: !made });
  const key = new Uint8Array(32).fill(6);
  const mac = (message: Uint8Array) => sodium.hash(32, message, key);
  if (made) return { db, mac, rebuildMs: null };
  migrate(db, loadMigrations(defaultMigrationsDir()), 1);
  initClockRow(db, 12);
  db.raw.transaction(() => fill(db, sales)).immediate();
  const rebuildMs = timed(() => db.raw.transaction(() => rebuildFacts(db, Date.now())).immediate()).ms;
  return { db, mac, rebuildMs };
}

/** Makes the book when it is not there, measures, and leaves it for the next run. */
export async function benchSales(root: string, sales: number, report: Report): Promise<void> {
  const dir = join(root, `sales-${sales}`);
  const { db, mac, rebuildMs } = await openSales(dir, sales);
  try {
    if (rebuildMs !== null) report.note(`all facts rebuilt from ${sales.toLocaleString('en')} sales: ${ms(rebuildMs)} ms`);
    lists(db, sales, report);
    sums(db, report);
    await oneMore(db, mac, report);
  } finally {
    db.close();
    // One more sale was written: the next run starts from the same book again.
    rmSync(dir, { recursive: true, force: true });
  }
}

const QUERIES: readonly (readonly [string, SaleQuery])[] = [
  ['all', {}],
  ['unpaid', { state: 'unpaid' }],
  ['one product', { productId: 77 }],
  ['one category in a year', { category: '分类3', from: '2024-01-01', to: '2024-12-31' }],
];

function lists(db: Db, sales: number, report: Report): void {
  const random = createRandom(3);
  const ids = () => Array.from({ length: 50 }, () => FIRST_SALE + Math.floor(random() * sales));
  for (let i = 0; i < 50; i++) findSales(db, ids());
  const fetch = spreadOf(Array.from({ length: 200 }, () => timed(() => findSales(db, ids())).ms));
  const rows: string[][] = [];
  let worst = 0;
  for (const [name, query] of QUERIES) {
    const times50: number[] = [];
    for (let run = 0; run < 5; run++) {
      let cursor: string | undefined;
      for (let page = 0; page < 20; page++) {
        const t = timed(() => salePage(db, query, null, 50, cursor));
        times50.push(t.ms);
        if (t.value.next === null) break;
        cursor = t.value.next;
      }
    }
    const s = spreadOf(times50);
    worst = Math.max(worst, s.p50);
    rows.push([name, ms(s.p50), ms(s.p95)]);
  }
  const deep = deepPage(db);
  rows.push(['all, in the middle of the book', ms(deep.p50), ms(deep.p95)]);
  report.figure('P16', 'page of 50 sales ÷ fetching 50 by id (p50, slowest query)', times(worst / fetch.p50), '≤ 2×', worst / fetch.p50 <= 2, `${ms(worst)} ÷ ${ms(fetch.p50)} ms`);
  report.figure('P16', 'page in the middle ÷ first pages (p50)', times(deep.p50 / Number(rows[0]?.[1] ?? 1)), '≤ 1.5×', deep.p50 / Number(rows[0]?.[1] ?? 1) <= 1.5, '');
  report.table('P16: pages of 50 sales (ms)', ['query', 'p50', 'p95'], rows);
  const one = spreadOf(Array.from({ length: 500 }, () => timed(() => customerSales(db, 1 + Math.floor(random() * (sales / PER_CUSTOMER)))).ms));
  report.figure('P16', 'purchases of one customer, p95', `${ms(one.p95)} ms`, '≤ 5 ms', one.p95 <= 5, '');
}

function deepPage(db: Db) {
  const out: number[] = [];
  let cursor = `2024-01-01:${FIRST_SALE}`;
  for (let i = 0; i < 50; i++) {
    const from = cursor;
    const t = timed(() => salePage(db, {}, null, 50, from));
    out.push(t.ms);
    cursor = t.value.next ?? `2024-01-01:${FIRST_SALE}`;
  }
  return spreadOf(out);
}

function sums(db: Db, report: Report): void {
  const best = (run: () => unknown): number => Math.min(...Array.from({ length: 5 }, () => timed(run).ms));
  // The least an exact sum over all sales costs without sums per day: one pass over an index.
  const pass = best(() => db.raw.prepare('SELECT count(*) FROM sale INDEXED BY sale_date WHERE live = 1').get());
  const rows: string[][] = [];
  let slowest = 0;
  for (const [name, query] of [...QUERIES, ['one category, all years', { category: '分类3' }] as const]) {
    const t = best(() => saleSums(db, query, null));
    if (name !== 'one category, all years') slowest = Math.max(slowest, t);
    rows.push([name, ms(t)]);
  }
  const ages = best(() => [receivableSums(db, AGES), receivablePage(db, AGES, 100, 0)]);
  rows.push(['receivables by age, first page and sums', ms(ages)]);
  const all = best(() => saleSums(db, {}, null));
  // Sums per day pay off when there are many sales a day: a small book has few.
  const met = Number(db.raw.prepare('SELECT count(*) FROM sale').pluck().get()) < 500_000 ? null : all / pass <= 0.5;
  report.figure('P16', 'count and sums of all sales ÷ one pass over their index', times(all / pass), '≤ 0.5×', met, `${ms(all)} ÷ ${ms(pass)} ms`);
  report.figure('P16', 'receivables by age of all customers', `${ms(ages)} ms`, '≤ 300 ms', ages <= 300, '');
  report.figure('P16', 'sums of a filtered list, slowest', `${ms(slowest)} ms`, '≤ 300 ms', slowest <= 300, '');
  report.table('P16: count and sums (ms, best of 5)', ['query', 'ms'], rows);
}

/** A sale with its facts against the same row without them, both durable. */
async function oneMore(db: Db, mac: (m: Uint8Array) => Uint8Array, report: Report): Promise<void> {
  const rows = createRowStore(db);
  const deps = { db, rows, clock: { now: () => Date.UTC(2026, 10, 22) }, mac, onCommitted: () => undefined };
  const action = { kind: 'bench', actor: 'owner', origin: 'local' as const };
  const items = [{ productId: 7, name: '商品7', category: '分类7', unit: null, quantity: 1000, priceMinor: 100, discountMinor: 0, amountMinor: 100 }];
  const sell = (i: number) => write(deps, action, (w) => w.create('sale', { customerId: 1 + (i % 5000), kind: 'sale', date: '2026-11-22', items, discountMinor: 0, amountMinor: 100, currency: 'CNY', paidMinor: 0 }));
  const talk = (i: number) => write(deps, action, (w) => w.create('tag', { name: `t${i}`, color: 'teal' }));
  const measure = async (one: (i: number) => unknown): Promise<number> => {
    const out: number[] = [];
    for (let i = 0; i < 300; i++) {
      out.push(timed(() => one(i)).ms);
      if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return spreadOf(out).p50;
  };
  const plain = await measure(talk);
  const sale = await measure(sell);
  report.figure('P16', 'one more sale with its facts ÷ one row without any (p50, durable)', times(sale / plain), '≤ 3×', sale / plain <= 3, `${ms(sale)} ÷ ${ms(plain)} ms`);
}
