/**
 * P15: the data of a profile page: the portrait, the first page of the timeline, people and
 * files, at random customers; and of one customer with 5,000 entries, from any date. Sales
 * and follow-ups are those of P14; a relation and a file per second customer come on top.
 */
import { join } from 'node:path';
import type { MethodName } from '../../shared/contract/index.ts';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { attachmentRoutes } from '../../src-main/core/domain/attachments/index.ts';
import type { CallContext, OpenBook } from '../../src-main/core/domain/context.ts';
import { relationRoutes } from '../../src-main/core/domain/relations/index.ts';
import { timelineRoutes } from '../../src-main/core/operations/timeline/index.ts';
import { KEY } from './book.ts';
import { createRandom, DEVICE } from './generate.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed } from './stats.ts';

const FIRST = DEVICE * 2 ** 32 + 1;
const DAY_MS = 86_400_000;
const ROUNDS = 1000;
const BUSY_ENTRIES = 5000;

/** Adds what P14 lacks, once. */
function addPeopleAndFiles(db: Db, rows: number): void {
  if (db.raw.prepare('SELECT 1 FROM relation LIMIT 1').get() !== undefined) return;
  const random = createRandom(15);
  const who = () => FIRST + Math.floor(random() * rows);
  const relation = db.raw.prepare("INSERT INTO relation (id, from_id, to_id, kind, created_at, updated_at, aseq) VALUES (?, ?, ?, 'friend', 0, 0, 1)");
  const file = db.raw.prepare("INSERT INTO attachment (id, customer_id, blob, name, mime, size_bytes, created_at, updated_at, aseq) VALUES (?, ?, ?, '合同.pdf', 'application/pdf', 1000, ?, 0, 1)");
  const followUp = db.raw.prepare("INSERT INTO follow_up (id, customer_id, at, method, content, created_at, updated_at, aseq) VALUES (?, ?, ?, 'phone', '聊了聊', 0, 0, 1)");
  const hash = '0'.repeat(64);
  db.raw.exec('BEGIN');
  db.raw.prepare('INSERT INTO blob (hash, size_bytes, created_at) VALUES (?, 1000, 0)').run(hash);
  const from = FIRST + rows * 4;
  for (let n = 0; n < rows / 2; n++) {
    relation.run(from + n, who(), who());
    file.run(from + n, who(), hash, Math.floor(random() * 2e12));
  }
  for (let n = 0; n < BUSY_ENTRIES; n++) followUp.run(from + n, FIRST, Date.now() - n * DAY_MS);
  db.raw.exec('COMMIT');
}

/** What the window asks when a profile is opened, in its order. */
function openProfile(ctx: CallContext, id: number): void {
  const ask = (method: MethodName, reply: unknown) => {
    if (!(reply as { ok: boolean }).ok) throw new Error(method);
  };
  ask('portrait.get', timelineRoutes['portrait.get'](ctx, { id }));
  ask('timeline.list', timelineRoutes['timeline.list'](ctx, { customerId: id, limit: 50 }));
  ask('timeline.counts', timelineRoutes['timeline.counts'](ctx, { customerId: id }));
  ask('relations.list', relationRoutes['relations.list'](ctx, { customerId: id, limit: 200 }));
  ask('attachments.list', attachmentRoutes['attachments.list'](ctx, { customerId: id, limit: 60 }));
}

/** Measures at a book that P14 has filled. */
export function benchProfiles(dir: string, rows: number, report: Report): void {
  const db = openDatabase(join(dir, 'crm.db'), { key: KEY });
  try {
    addPeopleAndFiles(db, rows);
    const book = { db, rows: createRowStore(db), clock: { now: () => Date.now() } } as unknown as OpenBook;
    const ctx: CallContext = { book, actor: 'owner', signal: new AbortController().signal };
    const random = createRandom(16);
    const profiles = Array.from({ length: ROUNDS }, () => timed(() => openProfile(ctx, FIRST + Math.floor(random() * rows))).ms);
    report.line('a profile: portrait, timeline, people, files', profiles);
    const { p95, max } = spreadOf(profiles);
    report.figure('P15', 'data of a profile page, p95', `${ms(p95)} ms`, '50 ms', p95 < 50, `slowest ${ms(max)} ms of ${String(ROUNDS)}`);
    const busy = Array.from({ length: 200 }, () => timed(() => openProfile(ctx, FIRST)).ms);
    report.line(`the same of a customer with ${String(BUSY_ENTRIES)} follow-ups`, busy);
    const pages = Array.from({ length: 200 }, () => {
      const from = Date.now() - Math.floor(random() * BUSY_ENTRIES) * DAY_MS;
      return timed(() => timelineRoutes['timeline.list'](ctx, { customerId: FIRST, from, limit: 50 })).ms;
    });
    report.line('its timeline from any date on, 50 entries', pages);
    const worst = spreadOf([...busy, ...pages]).p95;
    report.figure('P15', 'a customer with 5,000 entries, opened or from any date, p95', `${ms(worst)} ms`, '50 ms', worst < 50, '');
  } finally {
    db.close();
  }
}
