/** The same calls against every host: what a client sees must not depend on who carries the message. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoreEvent, JobInfo } from '../../shared/contract/events.ts';
import type { Input, MethodName, Output } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/kernel/result.ts';

export interface SuiteHost {
  readonly host: 'electron' | 'loopback' | 'node';
  call(method: string, input: unknown): Promise<Result<unknown>>;
  /** Everything the host has told its client so far. */
  events(): Promise<readonly CoreEvent[]>;
  /** Has the "user" choose a file with this content. */
  chooseFile(name: string, content: string): Promise<string>;
  /** Has the "user" choose where a file goes. */
  chooseTarget(name: string): Promise<string>;
  readTarget(token: string): Promise<Buffer>;
  close(): Promise<void>;
}

const PASSPHRASE = 'seven quiet lanterns over the harbour';
const CSV = '姓名,手机,公司\n李雷,13911112222,花店\n韩梅梅,13700001111,书店\n';

/** About thirty methods in the order a first day would use them. Each step builds on the one before. */
export function hostSuite(name: string, open: () => Promise<SuiteHost>): void {
  describe(`one day with a book, ${name}`, () => {
    let host: SuiteHost;
    let ref = '';
    const ids: number[] = [];
    beforeAll(async () => {
      host = await open();
    });
    afterAll(() => host?.close());

    const ask = async <M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> => {
      const result = await host.call(method, input);
      if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
      return result.value as Output<M>;
    };
    const codeOf = async (method: string, input: unknown): Promise<string | null> => {
      const result = await host.call(method, input);
      return result.ok ? null : result.error.code;
    };
    const jobOf = async (jobId: string): Promise<JobInfo> => {
      const find = async () => (await host.events()).find((event) => event.type === 'job.ended' && event.job.jobId === jobId);
      await expect.poll(find, { timeout: 60_000 }).toBeDefined();
      return ask('jobs.get', { jobId });
    };
    const eventTypes = async () => (await host.events()).map((event) => event.type);

    it('answers before a book is open, and refuses what needs one', async () => {
      expect(await ask('session.status', {})).toMatchObject({ state: 'locked', book: null, host: host.host });
      expect(await ask('books.list', {})).toEqual({ books: [] });
      expect((await ask('prefs.set', { theme: 'dark' })).theme).toBe('dark');
      expect((await ask('prefs.get', {})).theme).toBe('dark');
      expect(await codeOf('customers.list', {})).toBe('session.locked');
      expect(await codeOf('customers.everything', {})).toBe('request.unknownMethod');
      expect(await codeOf('prefs.set', { theme: 7 })).toBe('request.invalid');
      expect(await codeOf('toString', {})).toBe('request.unknownMethod');
    });

    it('makes a book and tells that it is open', async () => {
      const base = { name: '店', language: 'zh-CN', kind: 'both', preset: 'retail' } as const;
      expect(await codeOf('books.create', { ...base, passphrase: '123' })).toBe('vault.weakPassphrase');
      const made = await ask('books.create', { ...base, passphrase: PASSPHRASE });
      ref = made.book.ref;
      expect(made.recoveryCode.length).toBeGreaterThan(20);
      expect(await ask('session.status', {})).toMatchObject({ state: 'open', book: { name: '店' } });
      await expect.poll(eventTypes).toContain('session.opened');
    });

    it('keeps customers, finds them, and remembers every value', async () => {
      const tag = await ask('tags.create', { name: '熟客' });
      const wang = await ask('customers.create', { name: '王芳', phones: [{ value: '13800138000' }], company: '春风花店' });
      const li = await ask('customers.create', { name: '李明' });
      ids.push(wang.id, li.id);
      await ask('customers.update', { id: wang.id, patch: { notes: '喜欢百合' } });
      expect((await ask('customers.get', { id: wang.id })).notes).toBe('喜欢百合');
      expect((await ask('customers.list', {})).total).toBe(2);
      for (const text of ['王芳', 'wangf', 'wf', '138001', '8000', '春风', '百合']) {
        expect((await ask('customers.search', { text })).rows.map((row) => row.id), text).toEqual([wang.id]);
      }
      expect((await ask('customers.duplicates', { draft: { name: '王芳', phones: [{ value: '138 0013 8000' }] } })).candidates.map((c) => c.id)).toContain(wang.id);
      expect((await ask('customers.tag', { selection: { ids }, add: [tag.id] })).count).toBe(2);
      expect((await ask('tags.list', {})).tags.find((t) => t.id === tag.id)?.count).toBe(2);
      expect((await ask('customers.facets', { field: 'tags' })).values).toEqual([{ value: tag.id, count: 2 }]);
      const { changes } = await ask('history.list', { entity: 'customer', id: wang.id });
      expect(changes.length).toBeGreaterThanOrEqual(3);
      await expect.poll(eventTypes).toContain('data.changed');
    });

    it('takes steps back and forth', async () => {
      expect((await ask('customers.remove', { selection: { ids } })).count).toBe(2);
      expect((await ask('customers.list', {})).total).toBe(0);
      expect((await ask('undo.status', {})).undo).not.toBeNull();
      await ask('undo.undo', {});
      expect((await ask('customers.list', {})).total).toBe(2);
      await ask('undo.redo', {});
      expect((await ask('customers.restore', { selection: { ids } })).count).toBe(2);
    });

    it('records what happens with a customer', async () => {
      const customerId = ids[0] ?? 0;
      await ask('followUps.create', { customerId, at: 1_700_000_000_000, method: 'wechat', content: '问了送货时间' });
      expect((await ask('followUps.list', { customerId })).total).toBe(1);
      await ask('sales.create', { customerId, date: '2026-01-02', items: [{ name: '百合', priceMinor: 12_800 }], currency: 'CNY', paidMinor: 10_000 });
      expect((await ask('sales.summary', { customerId })).sums).toEqual([{ currency: 'CNY', amountMinor: 12_800, receivedMinor: 10_000, openMinor: 2_800, count: 1 }]);
      expect((await ask('settings.set', { name: '新店名' })).name).toBe('新店名');
      expect((await ask('settings.get', {})).name).toBe('新店名');
    });

    it('takes in a file the user chose, as a job that can be undone', async () => {
      expect(await codeOf('import.inspect', { file: 'no-such-token' })).toBe('file.missing');
      const file = await host.chooseFile('客户.csv', CSV);
      const inspection = await ask('import.inspect', { file });
      expect(inspection).toMatchObject({ fileName: '客户.csv', rows: 2, format: 'csv' });
      const mapping = { columns: inspection.columns.map((column) => column.target) };
      const { jobId, importId } = await ask('import.start', { file, mapping });
      expect(await jobOf(jobId)).toMatchObject({ state: 'done', result: { created: 2 } });
      expect((await ask('import.list', {})).imports.map((entry) => entry.importId)).toEqual([importId]);
      const undo = await ask('import.undo', { importId });
      expect(await jobOf(undo.jobId)).toMatchObject({ state: 'done' });
      expect((await ask('customers.list', {})).total).toBe(2);
      expect((await ask('jobs.list', {})).jobs.length).toBeGreaterThanOrEqual(2);
    });

    it('writes a file where the user wanted it', async () => {
      const file = await host.chooseTarget('导出.csv');
      const { jobId } = await ask('export.start', { file, format: 'csv' });
      expect(await jobOf(jobId)).toMatchObject({ state: 'done' });
      const text = (await host.readTarget(file)).toString('utf8');
      expect(text).toContain('王芳');
      expect(text).toContain('春风花店');
    });

    it('locks, forgets, and opens again with the right words only', async () => {
      await ask('session.lock', {});
      await expect.poll(eventTypes).toContain('session.locked');
      expect(await codeOf('customers.list', {})).toBe('session.locked');
      expect((await ask('session.status', {})).state).toBe('locked');
      expect(await codeOf('session.unlock', { ref, secret: { type: 'passphrase', passphrase: 'not the one' } })).toBe('vault.wrongSecret');
      await expect.poll(() => codeOf('session.unlock', { ref, secret: { type: 'passphrase', passphrase: PASSPHRASE } }), { timeout: 30_000 }).toBeNull();
      expect((await ask('customers.list', {})).total).toBe(2);
    });

    it('changes over to the practice book and back', async () => {
      const { book } = await ask('books.openSample', { language: 'en' });
      expect(book.sample).toBe(true);
      expect((await ask('customers.list', {})).total).toBe(300);
      expect(await ask('books.removeSample', {})).toEqual({ removed: true });
      expect((await ask('books.list', {})).books.map((entry) => entry.ref)).toEqual([ref]);
    });
  });
}
