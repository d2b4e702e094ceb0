import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const living = async () => (await t.call('customers.list', {})).total;

/** Deletes three customers of four, and leaves the action as a crash between two of its batches would. */
async function stoppedHalfWay(): Promise<number> {
  const ids: number[] = [];
  for (const name of ['甲', '乙', '丙', '丁']) ids.push((await t.call('customers.create', { name })).id);
  const { actionId } = await t.call('customers.remove', { selection: { ids: ids.slice(0, 3) } });
  await t.call('session.lock', {});
  const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
  db.raw.prepare("UPDATE action SET state = 'running', ended_at = NULL WHERE id = ?").run(actionId);
  db.close();
  await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE });
  return actionId;
}

describe('a bulk edit that a crash stopped half-way', () => {
  it('is told of at the next start and can be taken back whole, and done again', async () => {
    const actionId = await stoppedHalfWay();
    const { actions } = await t.call('undo.interrupted', {});
    expect(actions).toMatchObject([{ actionId, kind: 'customers.remove', rows: 3, facts: { count: 3 } }]);
    expect(await living()).toBe(1);
    expect((await t.call('undo.undo', { actionId })).rows).toBe(3);
    expect(await living()).toBe(4);
    expect((await t.call('undo.interrupted', {})).actions).toEqual([]);
    await t.call('undo.redo', {});
    expect(await living()).toBe(1);
  });

  it('can be left as it is, and is not asked about again', async () => {
    const actionId = await stoppedHalfWay();
    await t.call('undo.keep', { actionId });
    expect((await t.call('undo.interrupted', {})).actions).toEqual([]);
    expect(await living()).toBe(1);
    expect(await t.fail('undo.keep', { actionId })).toMatchObject({ code: 'undo.nothing' });
    expect(await t.fail('undo.undo', { actionId })).toMatchObject({ code: 'undo.nothing' });
  });
});
