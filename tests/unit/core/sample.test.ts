import { afterEach, describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
afterEach(() => t.dispose());

describe.each(['zh-CN', 'en'] as const)('the practice book in %s', (language) => {
  it('holds 300 customers with sales, follow-ups and birthdays, opens again, and is removed alone', async () => {
    t = await createTestCore();
    const mine = await t.call('customers.create', { name: '我的客户' });
    const { book } = await t.call('books.openSample', { language });
    expect(book).toMatchObject({ sample: true, language, recoveryConfirmed: true });
    const { rows, total } = await t.call('customers.list', { limit: 200 });
    expect(total).toBe(300);
    expect(rows.filter((c) => c.birthday !== null).length).toBeGreaterThan(50);
    expect(rows.some((c) => c.saleCount > 1 && c.saleAmount > 0 && c.lastSaleOn !== null)).toBe(true);
    // Its own fields are filled, the formulas among them.
    const { fields } = await t.call('fields.list', {});
    const share = (id: number) => rows.filter((c) => c.custom[String(id)] !== undefined && c.custom[String(id)] !== null).length;
    expect(fields.filter((f) => f.kind === 'formula').map((f) => [f.broken, share(f.id) > 50])).toEqual([[false, true], [false, true]]);
    expect((await t.call('receivables.list', {})).total).toBeGreaterThan(5);
    expect((await t.call('products.list', {})).total).toBeGreaterThan(8);
    await t.call('session.lock', {});
    expect((await t.call('books.openSample', { language })).book.bookId).toBe(book.bookId);
    expect(await t.call('books.removeSample', {})).toEqual({ removed: true });
    expect((await t.call('books.list', {})).books.filter((b) => b.sample)).toEqual([]);
    const { TEST_PASSPHRASE } = await import('../../support/create-test-core.ts');
    expect(await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true });
    expect((await t.call('customers.get', { id: mine.id })).name).toBe('我的客户');
  });
});
