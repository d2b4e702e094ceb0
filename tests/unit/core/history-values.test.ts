import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

describe('restore this value', () => {
  it('has no value to restore from before the record was made', async () => {
    const c = await t.call('customers.create', { name: '王小明' });
    for (const field of ['name', 'pinyin', 'kind']) {
      const error = await t.fail('history.restoreValue', { entity: 'customer', id: c.id, seq: c.seq, field, which: 'before' });
      expect(error).toMatchObject({ code: 'history.missing' });
    }
    expect((await t.call('customers.get', { id: c.id })).name).toBe('王小明');
  });

  it('brings the pinyin back with the name, so that search finds it by the old sound', async () => {
    const c = await t.call('customers.create', { name: '王小明' });
    const edited = await t.call('customers.update', { id: c.id, patch: { name: '赵四' } });
    await t.call('history.restoreValue', { entity: 'customer', id: c.id, seq: edited.seq, field: 'name' });
    expect(await t.call('customers.get', { id: c.id })).toMatchObject({ name: '王小明', pinyin: 'wang xiao ming' });
    await t.call('undo.undo', {});
    expect(await t.call('customers.get', { id: c.id })).toMatchObject({ name: '赵四', pinyin: 'zhao si' });
  });
});
