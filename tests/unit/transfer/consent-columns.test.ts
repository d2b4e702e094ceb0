/** Notice and consent as columns of a table: entries once each, taken back with the import, never made up. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

type OnMatch = 'skip' | 'fill' | 'update';
async function run(text: string, onMatch: OnMatch = 'fill') {
  const path = join(t.dir, 'people.csv');
  writeFileSync(path, text);
  const file = t.file(path);
  const mapping = { columns: (await t.call('import.inspect', { file })).columns.map(({ target }) => target) };
  const seen = await t.job((await t.call('import.preview', { file, mapping, onMatch })).jobId);
  const { jobId, importId } = await t.call('import.start', { file, mapping, onMatch });
  const done = await t.job(jobId);
  expect([seen.error, done.error]).toEqual([null, null]);
  const counts = (result: unknown) => (({ created, updated, skipped }) => ({ created, updated, skipped }))(result as Record<string, number>);
  expect(counts(seen.result)).toEqual(counts(done.result));
  return { importId, ...counts(done.result), issues: (done.result as { issues: unknown[] }).issues };
}
const idOf = async (name: string) => (await t.call('customers.list', { query: { text: name } })).rows[0]!.id;
const entries = async (name: string) => (await t.call('consents.list', { customerId: await idOf(name) })).rows.map(({ kind, date, method, scope }) => [kind, date, method, scope]);
const standing = async (name: string) => (await t.call('customers.get', { id: await idOf(name) })).consent;
/** Imports run in a worker, whose clock is the computer's. */
const today = () => new Date().toLocaleDateString('sv');

describe('columns of notice and consent', () => {
  it('become dated entries, are seen in lists at once, and go with the import when it is undone', async () => {
    const { importId } = await run('姓名,手机,告知日期,是否同意,同意日期,同意方式,同意范围\n李红,13800138000,2025/3/1,是,2025/3/4,微信,电话回访\n王明,13900139000,2025/3/1,,,,\n周云,13700137000,,,,,\n');
    expect(await entries('李红')).toEqual([['consent', '2025-03-04', 'wechat', '电话回访'], ['notice', '2025-03-01', 'wechat', '电话回访']]);
    expect([await standing('李红'), await standing('王明'), await standing('周云')]).toEqual(['consent', 'notice', null]);
    const agreed = await t.call('customers.list', { query: { filter: { all: [{ field: 'consent', test: { op: 'any', values: ['consent'] } }] } } });
    expect(agreed.rows.map(({ name }) => name)).toEqual(['李红']);
    await t.job((await t.call('import.undo', { importId })).jobId);
    expect((await t.call('customers.list', {})).total).toBe(0);
  });

  it('add nothing that is there already, and tell what they add to a customer of the book', async () => {
    const sheet = '姓名,手机,告知日期,是否同意,同意日期\n李红,13800138000,2025-03-01,是,2025-03-04\n';
    await t.call('customers.create', { name: '李红', phones: [{ value: '13800138000' }] });
    expect(await run(sheet, 'skip')).toMatchObject({ updated: 0, skipped: 1 });
    expect(await entries('李红')).toEqual([]);
    expect(await run(sheet)).toMatchObject({ created: 0, updated: 1 });
    expect(await run(sheet)).toMatchObject({ updated: 0, skipped: 1 });
    expect(await run(`${sheet}李红,13800138000,2025-03-01,是,2025-03-04\n`, 'update')).toMatchObject({ updated: 0, skipped: 2 });
    expect(await entries('李红')).toHaveLength(2);
  });

  it('without a day count as of today, and a no takes back only what was given', async () => {
    expect(await run('姓名,手机,是否同意\n李红,13800138000,√\n王明,13900139000,否\n')).toMatchObject({ created: 2, issues: [] });
    expect(await entries('李红')).toEqual([['consent', today(), null, null]]);
    expect(await entries('王明')).toEqual([]);
    expect(await run('姓名,手机,是否同意\n李红,13800138000,是\n')).toMatchObject({ updated: 0, skipped: 1 });
    t.clock.advance(86_400_000);
    expect(await run('姓名,手机,是否同意\n李红,13800138000,不同意\n')).toMatchObject({ updated: 1 });
    expect(await standing('李红')).toBe('withdrawal');
  });

  it('that cannot be read stay under their heading, with a warning', async () => {
    const { issues } = await run('姓名,是否同意,同意方式,告知日期\n李红,看情况,托梦,2099-01-01\n');
    expect(issues).toMatchObject([{ code: 'choice.unknown' }, { code: 'choice.unknown' }, { code: 'date.future' }]);
    expect((await t.call('customers.list', {})).rows).toMatchObject([{ extra: { 是否同意: '看情况', 同意方式: '托梦', 告知日期: '2099-01-01' }, consent: null }]);
  });
});
