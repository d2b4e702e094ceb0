import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimelineEntry, TimelineKind } from '../../../shared/modules/timeline.ts';
import { write } from '../../../src-main/core/changes/write.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';
import { mergedPage } from '../../../src-main/core/operations/timeline/merge.ts';
import { sources } from '../../../src-main/core/operations/timeline/sources.ts';
import type { OpenBook } from '../../../src-main/core/domain/context.ts';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const DAY_MS = 86_400_000;
const make = async (name: string) => (await t.call('customers.create', { name })).id;
const say = (customerId: number, at: number, content: string, more: object = {}) => t.call('followUps.create', { customerId, at, method: 'phone', content, ...more });

async function all(customerId: number, limit: number, kinds?: TimelineKind[], from?: number): Promise<TimelineEntry[]> {
  const found: TimelineEntry[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: { entries: TimelineEntry[]; next: string | null } = await t.call('timeline.list', { customerId, limit, kinds, from, cursor });
    found.push(...page.entries);
    if (page.next === null) return found;
    cursor = page.next;
  }
}

describe('the timeline', () => {
  it('joins all kinds, latest first, the same whatever the size of the pages', async () => {
    const c = await make('王小明');
    for (let i = 0; i < 23; i++) await say(c, t.clock.now() - i * DAY_MS, `第${String(i)}次`);
    const path = join(t.dir, 'a.txt');
    for (let i = 0; i < 3; i++) {
      writeFileSync(path, String(i));
      t.clock.advance(1000);
      await t.job((await t.call('attachments.add', { customerId: c, file: t.file(path) })).jobId);
      await t.call('customers.update', { id: c, patch: { notes: `版本${String(i)}` } });
    }
    const whole = await all(c, 200);
    expect(whole).toHaveLength(23 + 3 + 4);
    expect(whole.map((e) => e.at)).toEqual(whole.map((e) => e.at).sort((a, b) => b - a));
    for (const limit of [1, 2, 7, 30]) expect(await all(c, limit)).toEqual(whole);
  });

  it('shows the kinds asked for, from a date on', async () => {
    const c = await make('王小明');
    const now = t.clock.now();
    for (let i = 0; i < 10; i++) await say(c, now - i * DAY_MS, String(i));
    await t.call('customers.update', { id: c, patch: { notes: 'x' } });
    const talks = await all(c, 3, ['followUp'], now - 4 * DAY_MS);
    expect(talks.map((e) => e.kind === 'followUp' && e.content)).toEqual(['4', '5', '6', '7', '8', '9']);
    expect((await all(c, 50, ['change'])).map((e) => e.kind === 'change' && e.op)).toEqual(['update', 'create']);
    expect(await t.fail('timeline.list', { customerId: c, cursor: 'junk' })).toMatchObject({ code: 'query.badCursor' });
  });

  it('leaves out what was deleted and tells a follow-up’s files with it', async () => {
    const c = await make('王小明');
    const talk = await say(c, t.clock.now(), '送了合同');
    const path = join(t.dir, 'a.txt');
    writeFileSync(path, 'x');
    await t.job((await t.call('attachments.add', { customerId: c, followUpId: talk.id, file: t.file(path) })).jobId);
    const [first, ...rest] = await all(c, 50);
    expect(first).toMatchObject({ kind: 'followUp', files: 1 });
    expect(rest.map((e) => e.kind)).toEqual(['change']);
    await t.call('followUps.remove', { id: talk.id });
    expect((await all(c, 50)).map((e) => e.kind)).toEqual(['change']);
  });
});

describe('the portrait', () => {
  it('tells the next step until something later was said', async () => {
    const c = await make('王小明');
    const now = t.clock.now();
    const step = async () => (await t.call('portrait.get', { id: c })).nextStep;
    expect(await step()).toBeNull();
    await say(c, now - 10 * DAY_MS, '月底再来', { nextDate: '2026-11-20' });
    expect(await step()).toMatchObject({ date: '2026-11-20', overdue: true, content: '月底再来' });
    await say(c, now - 9 * DAY_MS, '打过招呼');
    expect(await step()).toMatchObject({ date: '2026-11-20' });
    await say(c, now, '来过了');
    expect(await step()).toBeNull();
    await say(c, now + 1, '约下次', { nextDate: '2026-12-01' });
    expect(await step()).toMatchObject({ date: '2026-12-01', overdue: false });
  });

  it('counts complaints that no agreement closed', async () => {
    const c = await make('王小明');
    await say(c, 1000, '杯子破了', { result: 'complaint' });
    expect(await t.call('portrait.get', { id: c })).toMatchObject({ openIssues: 1, followUpCount: 1, lastFollowUp: { content: '杯子破了' } });
    await say(c, 2000, '换了新的', { result: 'agreed' });
    expect((await t.call('portrait.get', { id: c })).openIssues).toBe(0);
  });
});

describe('a follow-up', () => {
  it('needs a few words or a result', async () => {
    const c = await make('王小明');
    expect(await t.fail('followUps.create', { customerId: c, at: 1, method: 'phone', content: ' ' })).toMatchObject({ code: 'request.invalid' });
    expect(await say(c, 1, '', { result: 'noAnswer' })).toMatchObject({ result: 'noAnswer', intent: null, nextDate: null });
  });

  it('is corrected, deleted and brought back', async () => {
    const c = await make('王小明');
    const { id } = await say(c, 5, '原文');
    await t.call('followUps.update', { id, patch: { content: '改过', intent: 'high' } });
    expect(await t.call('followUps.get', { id })).toMatchObject({ content: '改过', intent: 'high' });
    await t.call('followUps.remove', { id });
    expect(await t.fail('followUps.get', { id })).toMatchObject({ code: 'record.missing' });
    await t.call('undo.undo', {});
    await t.call('undo.undo', {});
    expect(await t.call('followUps.get', { id })).toMatchObject({ content: '原文', intent: null });
  });
});

describe('the sources', () => {
  it('read pages by index only: no query of theirs scans or sorts a table', async () => {
    const book = await createPipelineBook();
    const asked: string[] = [];
    const spy = { ...book.db, raw: new Proxy(book.db.raw, { get: (raw, key) => (key === 'prepare' ? (sql: string) => (asked.push(sql), raw.prepare(sql)) : Reflect.get(raw, key) as unknown) }) };
    const { value: id } = write(book.write, { kind: 'x', actor: 'owner', origin: 'local' }, (w) => w.create('customer', { kind: 'individual', name: '甲', pinyin: 'jia' }));
    mergedPage({ ...book.write, db: spy } as unknown as OpenBook, sources, { customerId: id, kinds: null, from: null, cursor: null, limit: 20 });
    const plans = asked.filter((sql) => sql.includes('customer_id')).map((sql) => {
      const plan = book.db.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(1, 1, 1, 1) as { detail: string }[];
      return plan.map((p) => p.detail).join(' | ');
    });
    expect(plans).toHaveLength(8);
    for (const plan of plans) {
      expect(plan).toMatch(/SEARCH t USING INDEX \w+ \(customer_id=\?/);
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE FOR ORDER BY(?! \(last)/);
    }
    book.dispose();
  });
});
