/** Rows that a repair could not keep were told as missing then; the check of the book does not tell of them for ever. */
import { expect, it } from 'vitest';
import { noteDropped, unheardChanges } from '../../../src-main/core/changes/cross-check.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

it('a row that is gone is told, one that a repair dropped is not, over several repairs', async () => {
  const test = await createTestCore();
  try {
    const { id: customerId } = await test.call('customers.create', { name: '王小明' });
    const [first, second] = [await test.call('tasks.create', { customerId, title: '回访' }), await test.call('tasks.create', { customerId, title: '送礼' })];
    await test.call('session.lock', {});
    const db = await openWithPassphrase(test.bookDir, TEST_PASSPHRASE);
    try {
      expect(unheardChanges(db)).toBe(0);
      db.raw.exec('DELETE FROM task');
      expect(unheardChanges(db)).toBe(2);
      noteDropped(db, [`task:${first.id}`]);
      expect(unheardChanges(db)).toBe(1);
      noteDropped(db, [`task:${second.id}`]);
      noteDropped(db, []);
      expect(unheardChanges(db)).toBe(0);
    } finally {
      db.close();
    }
  } finally {
    await test.dispose();
  }
});
