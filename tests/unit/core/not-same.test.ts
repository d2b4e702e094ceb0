/** Two customers who look alike are said to be two: at creation and later, from either side, undone and taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const phones = [{ value: '13700008888' }];
const seenBy = async (id: number) => (await t.call('customers.duplicates', { draft: { phones }, except: id })).candidates.map(({ name, notSame }) => [name, notSame]);

describe('customers who are not the same', () => {
  it('are remembered as two from either side, until that is taken back', async () => {
    const a = await t.call('customers.create', { name: '李红', phones });
    const b = await t.call('customers.create', { name: '李红的妈妈', phones, notSame: [a.id] });
    expect([await seenBy(a.id), await seenBy(b.id)]).toEqual([[['李红的妈妈', true]], [['李红', true]]]);
    // A confirmed value beside it disturbs neither.
    await t.call('customers.update', { id: b.id, patch: { emails: [{ value: 'no mail' }] } });
    await t.call('customers.confirm', { id: b.id, field: 'emails', value: 'no mail', reason: 'so it is' });
    expect(await seenBy(a.id)).toEqual([['李红的妈妈', true]]);
    await t.call('customers.notSame', { id: a.id, otherId: b.id, said: false });
    expect([await seenBy(a.id), await seenBy(b.id)]).toEqual([[['李红的妈妈', false]], [['李红', false]]]);
    await t.call('undo.undo', {});
    expect(await seenBy(a.id)).toEqual([['李红的妈妈', true]]);
    await t.call('undo.redo', {});
    await t.call('customers.notSame', { id: a.id, otherId: b.id, said: true });
    expect(await seenBy(b.id)).toEqual([['李红', true]]);
    expect((await t.call('customers.get', { id: b.id })).confirmed).toHaveLength(1);
    expect((await t.call('customers.duplicates', { draft: { phones } })).candidates.map((c) => c.notSame)).toEqual([false, false]);
  });

  it('must be two who are there', async () => {
    const { id } = await t.call('customers.create', { name: '李红' });
    expect(await t.fail('customers.notSame', { id, otherId: id, said: true })).toMatchObject({ code: 'record.missing' });
    expect(await t.fail('customers.notSame', { id, otherId: 999, said: true })).toMatchObject({ code: 'record.missing' });
  });
});
