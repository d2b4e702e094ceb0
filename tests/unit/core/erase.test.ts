import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeBody } from '../../../src-main/core/changes/codec.ts';
import { customerLinks } from '../../../src-main/core/changes/erase/index.ts';
import { registry } from '../../../src-main/core/changes/registry.ts';
import { refOf } from '../../../src-main/core/app/shelf.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';
import { rawPages } from '../../support/raw-pages.ts';

const SECRET = { type: 'passphrase' as const, passphrase: TEST_PASSPHRASE };

/** Words that stand for the person and for nothing else in the book. */
const NAME = '金丝雀甲乙丙';
const CANARIES = [NAME, '旧名丝雀丁戊', '13912345678', 'canary-wechat-77', 'canary@birds.example', 'CANARY-NOTE-91', 'CANARY-TALK-92', 'CANARY-SALE-93', 'CANARY-PAY-94', 'canary-file-95', 'CANARY-TIE-96'];

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

/** A person with everything a person can have, beside others. */
async function fillPerson(): Promise<{ readonly id: number; readonly other: number; readonly sale: number }> {
  const other = (await t.call('customers.create', { name: '李四', notes: '与此无关' })).id;
  const person = await t.call('customers.create', { name: '旧名丝雀丁戊', phones: [{ value: '139 1234 5678' }], wechats: [{ value: 'canary-wechat-77' }], emails: [{ value: 'canary@birds.example' }] });
  const { id } = person;
  await t.call('customers.update', { id, patch: { name: NAME, notes: `CANARY-NOTE-91 ${'说明'.repeat(400)}`, phones: [{ value: '13912345678' }] } });
  await t.call('followUps.create', { customerId: id, method: 'phone', content: 'CANARY-TALK-92', at: Date.UTC(2026, 10, 1) });
  await t.call('relations.create', { customerId: other, otherId: id, kind: 'friend', notes: 'CANARY-TIE-96' });
  const sale = await t.call('sales.create', { customerId: id, date: '2026-11-01', notes: 'CANARY-SALE-93', items: [{ name: `${NAME}定制花束`, priceMinor: 5000 }] });
  await t.call('payments.create', { customerId: id, date: '2026-11-02', amountMinor: 2000, notes: 'CANARY-PAY-94' });
  await t.call('segments.create', { kind: 'fixed', name: '名单', selection: { ids: [id, other] } });
  writeFileSync(join(t.dir, 'canary-file-95.txt'), 'the file of the person');
  const { jobId } = await t.call('attachments.add', { customerId: id, file: t.file(join(t.dir, 'canary-file-95.txt')) });
  expect((await t.job(jobId)).state).toBe('done');
  await t.call('drafts.set', { form: 'followUp.new', text: JSON.stringify({ customerId: id, content: 'CANARY-TALK-92' }) });
  await t.call('recent.note', { id });
  await t.call('customers.update', { id: other, patch: { notes: '改过' } });
  return { id, other, sale: sale.id };
}

async function reopen(): Promise<void> {
  await t.call('session.lock', {});
  await t.core.openFolder(t.bookDir, SECRET);
}

async function erase(id: number, name = NAME) {
  const { jobId } = await t.call('privacy.erase', { id, name });
  return t.job(jobId);
}

const checked = async () => {
  const { jobId } = await t.call('data.check', {});
  return (await t.job(jobId)).result;
};

/** What the database says, bodies of the log unpacked. */
async function everythingSaid(dir: string): Promise<string> {
  const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
  try {
    const tables = db.raw.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    const rows = tables.map((table) => JSON.stringify(db.raw.prepare(`SELECT * FROM "${table}"`).all().map((row) => ({ ...(row as object), body: null }))));
    const log = db.raw.prepare<[], { codec: number; body: Buffer }>('SELECT codec, body FROM change_log').all();
    return [...rows, ...log.map(({ codec, body }) => JSON.stringify(decodeBody(codec, body)))].join('\n');
  } finally {
    db.close();
  }
}

const found = (text: string | Buffer) => CANARIES.filter((canary) => text.includes(canary));

describe('erasing a person for good', () => {
  it('leaves nothing of them in any table, any log entry, any page of the files', { timeout: 60_000 }, async () => {
    const { id } = await fillPerson();
    await t.call('session.lock', {});
    // The control: before, every word is there for whoever looks.
    expect(found(await everythingSaid(t.bookDir))).toEqual(CANARIES);
    const before = found(await rawPages(t.bookDir, TEST_PASSPHRASE));
    expect(before).toContain(NAME);
    expect(before.length).toBeGreaterThan(8);
    expect((await t.core.openFolder(t.bookDir, SECRET)).ok).toBe(true);

    const job = await erase(id);
    expect(job).toMatchObject({ state: 'done', result: { customers: 1, files: 1, cleaned: true } });
    expect(found(await rawPages(t.bookDir, TEST_PASSPHRASE))).toEqual([]);
    expect(found(JSON.stringify(await t.call('jobs.list', {})))).toEqual([]);
    expect(found(JSON.stringify(await t.call('undo.status', {})))).toEqual([]);
    await t.call('session.lock', {});
    expect(found(await everythingSaid(t.bookDir))).toEqual([]);
    expect(found(await rawPages(t.bookDir, TEST_PASSPHRASE))).toEqual([]);
    expect(readdirSync(join(t.bookDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile())).toEqual([]);
  });

  it('keeps the book whole: chain, facts, index and the sums of sales', async () => {
    const { id, other, sale } = await fillPerson();
    const finding = async () => {
      const counts = await Promise.all(CANARIES.map(async (text) => (await t.call('customers.search', { text, limit: 10 })).rows.length));
      return CANARIES.filter((_, i) => counts[i]! > 0);
    };
    expect((await finding()).length).toBeGreaterThan(6);
    await erase(id);
    expect(await checked()).toEqual({ findings: [] });
    expect(await t.fail('customers.get', { id })).toMatchObject({ code: 'record.missing' });
    expect(await finding()).toEqual([]);
    expect((await t.call('customers.search', { text: '13912345678', limit: 10 })).rows).toEqual([]);
    const kept = await t.call('sales.get', { id: sale });
    expect(kept.sale).toMatchObject({ amountMinor: 5000, date: '2026-11-01', notes: null, customerName: '（已彻底删除的客户）' });
    const nobody = await t.call('customers.get', { id: kept.sale.customerId });
    expect(nobody).toMatchObject({ saleCount: 1, saleAmount: 5000 });
    expect((await t.call('customers.get', { id: other })).notes).toBe('改过');
    expect((await t.call('relations.list', { customerId: other })).rows).toEqual([]);
  });

  it('leaves other steps to be taken back, and no step of the person', async () => {
    const { id, other } = await fillPerson();
    await erase(id);
    expect((await t.call('undo.status', {})).undo?.kind).toBe('customers.update');
    await t.call('undo.undo', {});
    expect((await t.call('customers.get', { id: other })).notes).toBe('与此无关');
    // The list held both: its step stays, for the one who is left.
    expect((await t.call('undo.undo', {})).action.kind).toBe('segments.members');
    expect(await t.fail('customers.get', { id })).toMatchObject({ code: 'record.missing' });
    expect(await checked()).toEqual({ findings: [] });
  });

  it('keeps the history of those who came with the same import', async () => {
    writeFileSync(join(t.dir, 'people.csv'), `姓名,手机\n${NAME},13912345678\n李四,13800138000\n`);
    const file = t.file(join(t.dir, 'people.csv'));
    const seen = await t.call('import.inspect', { file });
    const { jobId } = await t.call('import.start', { file, mapping: { columns: seen.columns.map((c) => c.target) } });
    expect((await t.job(jobId)).state).toBe('done');
    const [person] = (await t.call('customers.search', { text: NAME, limit: 1 })).rows;
    const [other] = (await t.call('customers.search', { text: '李四', limit: 1 })).rows;
    await erase(person!.id);
    expect((await t.call('history.list', { entity: 'customer', id: other!.id })).changes.at(-1)).toMatchObject({ op: 'create' });
    expect(await checked()).toEqual({ findings: [] });
    await t.call('session.lock', {});
    expect(found(await everythingSaid(t.bookDir))).toEqual([]);
  });

  it('asks for the name as it is written, and for nobody else', async () => {
    const { id, sale } = await fillPerson();
    expect(await t.fail('privacy.erase', { id, name: '李四' })).toMatchObject({ code: 'erase.otherName' });
    expect(await t.fail('privacy.erase', { id: 4, name: NAME })).toMatchObject({ code: 'record.missing' });
    await erase(id);
    const nobody = (await t.call('sales.get', { id: sale })).sale.customerId;
    expect(await t.fail('privacy.erase', { id: nobody, name: '（已彻底删除的客户）' })).toMatchObject({ code: 'erase.nobody' });
  });

  it('forgets people whose name could be part of how things are written down', { timeout: 60_000 }, async () => {
    for (const name of ['1000', 'name', 'null', '":']) {
      const { id } = await t.call('customers.create', { name });
      const { sale } = await t.call('sales.create', { customerId: id, date: '2026-11-01', items: [{ name: `${name} 花束`, priceMinor: 1000, quantity: 1000 }] }).then(async ({ id: saleId }) => t.call('sales.get', { id: saleId }));
      expect((await erase(id, name)).state).toBe('done');
      const kept = (await t.call('sales.get', { id: sale.id })).sale;
      expect(kept).toMatchObject({ amountMinor: sale.amountMinor });
      expect(kept.items).toMatchObject([{ name: '… 花束', priceMinor: 1000 }]);
    }
    expect(await checked()).toEqual({ findings: [] });
  });

  it('says beforehand what goes and what stays', async () => {
    const { id } = await fillPerson();
    const preview = await t.call('privacy.erasePreview', { id });
    expect(preview.kept).toEqual([{ entity: 'sale', count: 1 }, { entity: 'payment', count: 1 }]);
    expect(Object.fromEntries(preview.gone.map((g) => [g.entity, g.count]))).toEqual({ followUp: 1, relation: 1, attachment: 1, segmentMember: 1 });
  });

  it('says where the name stands elsewhere, and changes nothing there', async () => {
    const { id } = await t.call('customers.create', { name: '赵小兰', notes: '自己写的：赵小兰' });
    const other = await t.call('customers.create', { name: '孙四', notes: '赵小兰介绍来的' });
    const talked = await t.call('customers.create', { name: '周五' });
    await t.call('customers.create', { name: '吴六', notes: '小兰' });
    await t.call('followUps.create', { customerId: talked.id, at: 1_750_000_000_000, method: 'phone', content: '问起赵小兰' });
    await t.call('segments.create', { name: '赵小兰的朋友', kind: 'fixed', note: null });
    const { elsewhere, importRows } = await t.call('privacy.erasePreview', { id });
    expect(elsewhere).toMatchObject({ customers: 2, saved: ['赵小兰的朋友'] });
    expect(importRows).toBe(0);
    const found = (await t.call('customers.list', { query: { filter: elsewhere.filter } })).rows.map((r) => r.name);
    expect(found.toSorted()).toEqual(['周五', '孙四', '赵小兰'].toSorted());
    await erase(id, '赵小兰');
    expect((await t.call('customers.get', { id: other.id })).notes).toBe('赵小兰介绍来的');
  });

  it('lets others have their turn while it looks through what was written', async () => {
    const { id } = await t.call('customers.create', { name: '赵小兰' });
    const talked = await t.call('customers.create', { name: '周五' });
    for (let i = 0; i < 800; i++) await t.call('followUps.create', { customerId: talked.id, at: 1_750_000_000_000 + i, method: 'phone', content: i === 799 ? '问起赵小兰' : '谈了别的' });
    let isOver = false;
    const asked = t.call('privacy.erasePreview', { id }).finally(() => (isOver = true));
    let turns = 0;
    for (; !isOver; turns++) await new Promise((resolve) => setImmediate(resolve));
    expect(turns).toBeGreaterThan(4);
    expect((await asked).elsewhere.customers).toBe(1);
  });

  it('counts the rows of an import that would go too, those of a namesake among them', async () => {
    const { id } = await t.call('customers.create', { name: '赵小兰' });
    const path = join(t.dir, 'left.csv');
    writeFileSync(path, '姓名,手机,生日\n赵小兰,13911110000,2024-02-31\n别人,13911110001,2024-02-31\n');
    const file = t.file(path);
    const seen = await t.call('import.inspect', { file });
    await t.job((await t.call('import.start', { file, mapping: { columns: seen.columns.map((c) => c.target) } })).jobId);
    expect(await t.call('privacy.erasePreview', { id })).toMatchObject({ importRows: 1 });
  });

  it('finds a log entry that somebody else rewrote, also one an erasure had rewritten', async () => {
    const { id } = await fillPerson();
    await erase(id);
    await t.call('session.lock', {});
    const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
    const seq = Number(db.raw.prepare('SELECT max(seq) FROM redaction').pluck().get());
    db.raw.prepare("UPDATE change_log SET codec = 0, body = CAST('[ ]' AS BLOB) WHERE seq = ?").run(seq);
    db.close();
    expect((await t.core.openFolder(t.bookDir, SECRET)).ok).toBe(true);
    expect(await checked()).toMatchObject({ findings: [{ code: 'audit', count: 1 }] });
  });
});

describe('the recycle bin', () => {
  it('erases who has been in it for 90 days, and nobody before', { timeout: 60_000 }, async () => {
    const [gone, waiting] = [await t.call('customers.create', { name: NAME }), await t.call('customers.create', { name: '李四' })];
    await t.call('customers.remove', { selection: { ids: [gone.id] } });
    t.clock.advance(2 * 86_400_000);
    await t.call('customers.remove', { selection: { ids: [waiting.id] } });
    t.clock.advance(89 * 86_400_000);
    await t.call('customers.create', { name: '王五' });
    t.clock.advance(7 * 86_400_000);
    await t.call('customers.restore', { selection: { ids: [waiting.id] } });
    await t.call('customers.remove', { selection: { ids: [waiting.id] } });
    await reopen();
    const started = t.events.find((e) => e.type === 'job.progress' && e.job.name === 'bin.expire');
    expect(started?.type === 'job.progress' && (await t.job(started.job.jobId))).toMatchObject({ state: 'done', result: { customers: 1 } });
    expect(await t.fail('customers.get', { id: gone.id })).toMatchObject({ code: 'record.missing' });
    expect((await t.call('customers.list', { query: { deleted: true } })).rows.map((r) => r.name)).toEqual(['李四']);
    expect((await t.call('audit.list', { query: { group: 'erasures' } })).rows.map((r) => r.action)).toEqual(['bin.expire']);
    await t.call('customers.restore', { selection: { ids: [waiting.id] } });
    expect((await t.call('customers.get', { id: waiting.id })).deletedAt).toBe(null);
  });

  it('is not emptied by a clock that ran ahead', { timeout: 60_000 }, async () => {
    const { id } = await t.call('customers.create', { name: NAME });
    await t.call('customers.remove', { selection: { ids: [id] } });
    t.clock.advance(400 * 86_400_000);
    await reopen();
    expect(t.events.some((e) => e.type === 'job.progress' && e.job.name === 'bin.expire')).toBe(false);
    t.clock.advance(-390 * 86_400_000);
    await reopen();
    await t.call('customers.restore', { selection: { ids: [id] } });
    expect((await t.call('customers.get', { id })).name).toBe(NAME);
  });
});

describe('an older copy of the book', () => {
  it('erases again when a backup from before is restored, and says so', { timeout: 60_000 }, async () => {
    const { id } = await fillPerson();
    const path = join(t.dir, 'before.regulars');
    const { jobId } = await t.call('backup.create', { file: t.file(path) });
    expect((await t.job(jobId)).state).toBe('done');
    await erase(id);
    await t.call('session.lock', {});
    const restored = await t.job((await t.call('backup.restore', { file: t.file(path), secret: SECRET })).jobId);
    expect(restored).toMatchObject({ state: 'done', result: { erasedAgain: 1 } });
    const { ref } = restored.result as { ref: string };
    await t.call('session.unlock', { ref, secret: SECRET });
    expect(await t.fail('customers.get', { id })).toMatchObject({ code: 'record.missing' });
    expect((await t.call('customers.search', { text: '李四', limit: 1 })).rows).toHaveLength(1);
    const clean = t.events.find((e) => e.type === 'job.progress' && e.job.name === 'erase.clean');
    if (clean?.type === 'job.progress') await t.job(clean.job.jobId);
    expect(await checked()).toEqual({ findings: [] });
    await t.call('session.lock', {});
    const dir = join(t.dir, 'data', 'books', readdirSync(join(t.dir, 'data', 'books'))[0]!);
    expect(found(await everythingSaid(dir))).toEqual([]);
    expect(found(await rawPages(dir, TEST_PASSPHRASE))).toEqual([]);
  });

  it('erases again when an old database was put back by hand', async () => {
    const { id } = await fillPerson();
    await t.call('session.lock', {});
    cpSync(join(t.bookDir, 'crm.db'), join(t.dir, 'old.db'));
    await t.core.openFolder(t.bookDir, SECRET);
    await erase(id);
    await t.call('session.lock', {});
    for (const name of ['crm.db-wal', 'crm.db-shm']) rmSync(join(t.bookDir, name), { force: true });
    cpSync(join(t.dir, 'old.db'), join(t.bookDir, 'crm.db'));
    // It lacks changes, so it is not opened before it was repaired.
    expect(await t.core.openFolder(t.bookDir, SECRET)).toMatchObject({ ok: false, error: { code: 'book.damaged' } });
    await t.job((await t.call('repair.run', { ref: refOf(t.bookDir), secret: SECRET, how: 'salvage' })).jobId);
    await t.core.openFolder(t.bookDir, SECRET);
    expect((await t.call('session.status', {})).book?.warnings).toContainEqual({ code: 'book.erasedAgain', count: 1 });
    expect(await t.fail('customers.get', { id })).toMatchObject({ code: 'record.missing' });
  });

  it('makes the list beside the book anew when it is gone', async () => {
    const { id } = await fillPerson();
    await erase(id);
    await t.call('session.lock', {});
    rmSync(join(t.bookDir, 'erased.json'));
    await t.core.openFolder(t.bookDir, SECRET);
    await t.call('session.lock', {});
    expect(existsSync(join(t.bookDir, 'erased.json'))).toBe(true);
  });
});

describe('what belongs to a customer', () => {
  it('is decided for every table that points to one', async () => {
    const book = await createPipelineBook();
    try {
      // A replicated table that points to customers goes with them, unless ANONYMISED says that it stays for the books.
      const links = customerLinks(book.db).map((l) => `${l.entity}.${l.column}`);
      expect(links).toEqual(expect.arrayContaining(['attachment.customer_id', 'followUp.customer_id', 'payment.customer_id', 'relation.from_id', 'relation.to_id', 'sale.customer_id', 'segmentMember.customer_id']));
      const replicated = new Set<string>(Object.values(registry).map((def) => def.table));
      const pointing = book.db.raw.prepare<[], string>("SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table' AND k.\"table\" = 'customer'").pluck().all();
      const columns = (table: string) => (book.db.raw.pragma(`table_info(${table})`) as { name: string }[]).map((c) => c.name);
      expect(pointing.filter((table) => !replicated.has(table) && !columns(table).includes('customer_id'))).toEqual([]);
    } finally {
      book.dispose();
    }
  });
});
