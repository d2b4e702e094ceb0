import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../../shared/contract/index.ts';
import type { ImportPreview } from '../../../shared/modules/transfer.ts';
import { createTestCore, type TestCore } from '../../support/create-test-core.ts';
import { inline, makeBook, number, sheetXml } from '../../support/transfer/make-xlsx.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

type Inspection = Output<'import.inspect'>;

function put(name: string, content: string | Uint8Array): string {
  const path = join(t.dir, name);
  writeFileSync(path, content);
  return t.file(path);
}

const mappingOf = (inspection: Inspection) => ({ columns: inspection.columns.map((c) => c.target) });

type Options = { onMatch?: 'skip' | 'update' | 'fill'; possibleDuplicates?: 'create' | 'skip'; tag?: string };

async function importFile(file: string, options: Options = {}) {
  const mapping = mappingOf(await t.call('import.inspect', { file }));
  const { jobId, importId } = await t.call('import.start', { file, mapping, ...options });
  const job = await t.job(jobId);
  expect(job.error).toBeNull();
  return { importId, ...(job.result as Record<string, number> & { issues: { row: number; column: string | null; code: string }[] }) };
}

async function preview(file: string, options: { onMatch?: 'skip' | 'update' | 'fill' } = {}): Promise<ImportPreview> {
  const mapping = mappingOf(await t.call('import.inspect', { file }));
  const job = await t.job((await t.call('import.preview', { file, mapping, ...options })).jobId);
  expect(job.error).toBeNull();
  return job.result as ImportPreview;
}

const everyone = async () => (await t.call('customers.list', { query: { sort: { field: 'name', direction: 'asc' } }, limit: 200 })).rows;
const COUNTS = ['rows', 'created', 'updated', 'skipped', 'possibleDuplicates', 'errorRows'] as const;
const countsOf = (r: object) => Object.fromEntries(COUNTS.map((k) => [k, (r as Record<string, number>)[k]]));

describe('importing', () => {
  it('brings a GBK file into the book, searchable, with history', async () => {
    const text =
      '客户编号,姓名,手机,公司,生日,标签,积分\r\nM1,张三,13800138000,远山资本,农历八月十五,"VIP、老客户",120\r\nM2,李四,2162345678,,1990-05-06,VIP,\r\n';
    const file = put('客户.csv', iconv.encode(text, 'gbk'));
    const result = await importFile(file, { tag: '2026导入' });
    expect(countsOf(result)).toEqual({ rows: 2, created: 2, updated: 0, skipped: 0, possibleDuplicates: 0, errorRows: 0 });
    const [li, zhang] = (await everyone()).sort((a, b) => (a.code! < b.code! ? 1 : -1));
    const tags = new Map((await t.call('tags.list', {})).tags.map((tag) => [tag.id, tag.name]));
    expect(zhang).toMatchObject({
      name: '张三',
      code: 'M1',
      phones: [{ value: '13800138000' }],
      company: '远山资本',
      birthday: 'L--08-15',
      extra: { 积分: '120' },
    });
    expect(zhang!.tags.map((id) => tags.get(id))).toEqual(['VIP', '老客户', '2026导入']);
    expect(li).toMatchObject({ name: '李四', phones: [{ value: '021-62345678' }], birthday: 'S1990-05-06', pinyin: 'li si' });
    expect((await t.call('customers.search', { text: 'zhangs' })).rows.map((c) => c.name)).toEqual(['张三']);
    expect((await t.call('customers.search', { text: '62345' })).rows.map((c) => c.name)).toEqual(['李四']);
    const history = await t.call('history.list', { entity: 'customer', id: zhang!.id });
    expect(history.changes).toMatchObject([{ op: 'create', action: 'import.start', actionId: result.importId }]);
    expect(await t.call('import.list', {})).toMatchObject({
      imports: [{ importId: result.importId, state: 'done', created: 2, fileName: '客户.csv' }],
    });
  });

  it('reads a workbook: phones as numbers, dates by format, the fullest sheet', async () => {
    const cells = [
      [inline('A1', '姓名'), inline('B1', '电话'), inline('C1', '出生日期')],
      [inline('A2', '王五'), number('B2', 13700137000), number('C2', 33000, 1)],
    ];
    const file = put(
      '客户.xlsx',
      makeBook({
        sheets: [
          { name: '空', xml: sheetXml([]) },
          { name: '名单', xml: sheetXml(cells) },
        ],
        formats: ['yyyy-mm-dd'],
      }),
    );
    await importFile(file);
    expect(await everyone()).toMatchObject([{ name: '王五', phones: [{ value: '13700137000' }], birthday: 'S1990-05-07' }]);
  });

  it('says before writing what it will do, and then does exactly that', async () => {
    await t.call('customers.create', { name: '张三', phones: [{ value: '13800138000' }], company: '旧公司' });
    await t.call('customers.create', { name: '赵六' });
    const file = put(
      'b.csv',
      '姓名,手机,公司,生日\n张三,+86 138-0013-8000,新公司,\n张三,13800138000,旧公司,\n王五,13700137000,,\n王五,13700137000,,\n赵六,,,\n,13600136000,,2024-02-30\n钱七,1.38E+10,,\n',
    );
    for (const onMatch of ['skip', 'fill', 'update'] as const) {
      const before = await everyone();
      const seen = await preview(file, { onMatch });
      expect(await everyone()).toEqual(before);
      const done = await importFile(file, { onMatch });
      expect(countsOf(done), onMatch).toEqual(countsOf(seen));
      if (onMatch === 'update')
        expect(seen.examples.find((e) => e.outcome === 'update')).toMatchObject({
          matchedBy: 'phone',
          matchName: '张三',
          values: { company: '新公司' },
        });
      const undo = await t.job((await t.call('import.undo', { importId: done.importId })).jobId);
      expect(undo.error).toBeNull();
      expect((await everyone()).map((c) => ({ ...c, seq: 0, updatedAt: 0 }))).toEqual(before.map((c) => ({ ...c, seq: 0, updatedAt: 0 })));
    }
    const seen = await preview(file);
    expect(countsOf(seen)).toEqual({ rows: 7, created: 2, updated: 0, skipped: 3, possibleDuplicates: 1, errorRows: 1 });
    expect(seen.issues.map((i) => [i.row, i.column, i.code])).toEqual([
      [7, '生日', 'date.impossible'],
      [6, null, 'duplicate.possible'],
      [7, null, 'name.fromPhone'],
      [8, '手机', 'phone.scientificLost'],
    ]);
  });

  it('fills gaps without touching what is there, or updates, as asked', async () => {
    const make = () => t.call('customers.create', { name: '张三', phones: [{ value: '13800138000' }], company: '旧公司', notes: '老' });
    const file = put('c.csv', '姓名,手机,电话2,公司,职务,备注,等级\n张三,13800138000,13900139000,新公司,店长,新,A\n');
    const first = await make();
    await importFile(file, { onMatch: 'fill' });
    expect(await t.call('customers.get', { id: first.id })).toMatchObject({
      company: '旧公司',
      notes: '老',
      title: '店长',
      grade: 'A',
      phones: [{ value: '13800138000' }, { value: '13900139000' }],
    });
    await importFile(file, { onMatch: 'update' });
    expect(await t.call('customers.get', { id: first.id })).toMatchObject({ company: '新公司', notes: '新' });
    expect(await everyone()).toHaveLength(1);
  });

  it('does not merge two people who share a phone, nor people of one name with different phones', async () => {
    const file = put('d.csv', '姓名,手机\n王建国,13800138000\n李秀英,13800138000\n张伟,13100131000\n张伟,13200132000\n');
    const result = await importFile(file);
    expect(countsOf(result)).toMatchObject({ created: 3, possibleDuplicates: 1, updated: 0 });
    expect(await everyone()).toHaveLength(4);
  });

  it('writes rows it left out to a file that can be mended and imported', async () => {
    const file = put('e.csv', '姓名,生日,备注\n张三,2024-02-30,"好, 客户"\n李四,1990-05-06,=1+1\n,,无名\n');
    const { importId, issues } = await importFile(file);
    expect(issues.map((i) => [i.row, i.column, i.code])).toEqual([
      [2, '生日', 'date.impossible'],
      [4, null, 'name.missing'],
    ]);
    const path = join(t.dir, 'errors.csv');
    expect(await t.call('import.errorFile', { importId, file: t.file(path) })).toEqual({ rows: 2 });
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.split('\r\n')[1]).toMatch(/^2,生日: .+,张三,2024-02-30,"好, 客户"$/);
    const mended = put('mended.csv', text.replace('2024-02-30', '2024-02-29'));
    const again = await importFile(mended);
    expect(countsOf(again)).toMatchObject({ created: 1, errorRows: 1 });
    expect((await everyone()).find((c) => c.name === '张三')).toMatchObject({ birthday: 'S2024-02-29', notes: '好, 客户', extra: {} });
  });

  it('undoes updates too, keeps later edits and lists them', async () => {
    const old = await t.call('customers.create', { name: '张三', phones: [{ value: '13800138000' }], company: '旧公司' });
    const file = put('f.csv', '姓名,手机,公司,职务\n张三,13800138000,新公司,店长\n李四,13900139000,海华,\n王五,13700137000,,\n');
    const { importId } = await importFile(file, { onMatch: 'update' });
    const li = (await everyone()).find((c) => c.name === '李四')!;
    await t.call('customers.update', { id: li.id, patch: { notes: '手写' } });
    await t.call('customers.update', { id: old.id, patch: { title: '老板' } });
    const job = await t.job((await t.call('import.undo', { importId })).jobId);
    const kept = (job.result as { kept: { id: number; name: string; fields: string[] }[] }).kept;
    expect(kept.map((k) => [k.name, k.fields]).sort()).toEqual([
      ['张三', ['title']],
      ['李四', ['notes']],
    ]);
    const after = await everyone();
    expect(after.map((c) => c.name).sort()).toEqual(['张三', '李四']);
    expect(after.find((c) => c.id === old.id)).toMatchObject({ company: '旧公司', title: '老板' });
    expect((await t.call('import.list', {})).imports[0]).toMatchObject({ state: 'undone' });
    expect(await t.fail('import.undo', { importId })).toMatchObject({ code: 'import.undone' });
  });

  it('can be asked for in the list: what it made or changed, with any other condition, for good', async () => {
    const known = await t.call('customers.create', { name: '张三', phones: [{ value: '13800138000' }] });
    const other = await t.call('customers.create', { name: '赵六', phones: [{ value: '13600136000' }], notes: '老' });
    const lines = ['姓名,手机,备注', '张三,13800138000,爱喝茶', '李四,13900139000,', '赵六,13600136000,'];
    const first = await importFile(put('a.csv', lines.join('\n')));
    const second = await importFile(put('b.csv', '姓名,手机\n王五,13700137000\n'));
    const named = async (importId: number | number[], more: { text?: string; deleted?: boolean } = {}) => {
      const test = Array.isArray(importId) ? { op: 'any' as const, values: importId } : { op: 'equals' as const, value: importId };
      const query = { ...more, sort: { field: 'id' }, filter: { all: [{ field: 'import', test }] } };
      return (await t.call('customers.list', { query })).rows.map((c) => c.name);
    };
    expect(await named(first.importId)).toEqual(['张三', '李四']);
    expect(await named([first.importId, second.importId])).toEqual(['张三', '李四', '王五']);
    expect(await named(first.importId, { text: 'ls' })).toEqual(['李四']);
    expect(await named(12345)).toEqual([]);
    expect(await named(other.id)).toEqual([]);
    await t.call('customers.update', { id: known.id, patch: { notes: '改过' } });
    const [added] = (await t.call('customers.list', { query: { text: '李四' } })).rows;
    await t.call('customers.remove', { selection: { ids: [added!.id] } });
    expect(await named(first.importId)).toEqual(['张三']);
    expect(await named(first.importId, { deleted: true })).toEqual(['李四']);
    const bad = { filter: { all: [{ field: 'import', test: { op: 'contains' as const, value: '1' } }] } };
    expect(await t.fail('customers.list', { query: bad })).toMatchObject({ code: 'query.badField' });
  });

  it('is one step for Ctrl+Z and comes back with Ctrl+Shift+Z', async () => {
    await importFile(put('g.csv', '姓名\n张三\n李四\n'));
    await t.call('undo.undo', {});
    expect(await everyone()).toHaveLength(0);
    expect((await t.call('import.list', {})).imports[0]).toMatchObject({ state: 'undone' });
    await t.call('undo.redo', {});
    expect(await everyone()).toHaveLength(2);
    expect((await t.call('import.list', {})).imports[0]).toMatchObject({ state: 'done' });
  });

  it('asks about dates that go two ways and never guesses', async () => {
    const file = put('h.csv', 'name,birthday\nAnn,03/04/1990\nBob,05/06/1991\n');
    const inspection = await t.call('import.inspect', { file });
    expect(inspection.columns[1]).toMatchObject({ ambiguousDate: { example: '03/04/1990' } });
    const mapping = mappingOf(inspection);
    expect(await t.fail('import.start', { file, mapping })).toMatchObject({ code: 'import.ambiguousDate', column: 'birthday' });
    expect((await t.call('import.list', {})).imports).toEqual([]);
    const columns = mapping.columns.map((c) => (c.to === 'field' && c.field === 'birthday' ? { ...c, dateOrder: 'dmy' as const } : c));
    await t.job((await t.call('import.start', { file, mapping: { columns } })).jobId);
    expect((await everyone()).map((c) => c.birthday)).toEqual(['S1990-04-03', 'S1991-06-05']);
  });

  it('remembers the mapping for the next file with these headings', async () => {
    const file = put('i.csv', '姓名,暗号\n张三,芝麻\n');
    const columns = [
      { to: 'field' as const, field: 'name' },
      { to: 'field' as const, field: 'notes' },
    ];
    await t.job((await t.call('import.start', { file, mapping: { columns } })).jobId);
    const next = await t.call('import.inspect', { file: put('j.csv', '姓名,暗号\n李四,开门\n') });
    expect(next).toMatchObject({ savedMapping: true, columns: [{ target: columns[0] }, { target: columns[1] }] });
  });

  it('refuses mappings that make no customer', async () => {
    const file = put('k.csv', 'a,b\n1,2\n3,4\n');
    expect(await t.fail('import.start', { file, mapping: { columns: [{ to: 'extra' }, { to: 'ignore' }] } })).toMatchObject({
      code: 'import.noName',
    });
    const twice = {
      columns: [
        { to: 'field', field: 'code' },
        { to: 'field', field: 'code' },
      ],
    };
    expect(await t.fail('import.start', { file, mapping: twice })).toMatchObject({ code: 'import.noName' });
    expect(await t.fail('import.inspect', { file: t.file(join(t.dir, 'missing.csv')) })).toMatchObject({ code: 'file.missing' });
  });
});

describe('a large import', () => {
  it('builds the index beside it, and lets changes of its own rows wait for it without losing one', async () => {
    const rows = 21_000;
    const lines = Array.from({ length: rows }, (_, i) => `客户${i},138${String(i).padStart(8, '0')},,`);
    // Every hundredth customer comes again at the end, with a gap filled, and some of those once more by the new e-mail alone.
    const again = Array.from({ length: 210 }, (_, i) => `客户${i * 100},138${String(i * 100).padStart(8, '0')},a${i}@b.com,店长${i}`);
    const byMail = Array.from({ length: 10 }, (_, i) => `客户${i * 100},,a${i}@b.com,`);
    const file = put('large.csv', `姓名,手机,邮箱,职务\n${[...lines, ...again, ...byMail].join('\n')}\n`);
    const seen = await preview(file);
    const done = await importFile(file);
    expect(countsOf(done)).toEqual({ rows: 21_220, created: rows, updated: 210, skipped: 10, possibleDuplicates: 0, errorRows: 0 });
    expect(countsOf(seen)).toEqual(countsOf(done));
    const filled = await t.call('customers.list', {
      query: { filter: { all: [{ field: 'title', test: { op: 'startsWith', value: '店长' } }] } },
      limit: 200,
    });
    expect(filled.total).toBe(210);
    const [one] = (await t.call('customers.list', { query: { text: 'a7@b.com' } })).rows;
    expect(one).toMatchObject({ name: '客户700', title: '店长7', emails: [{ value: 'a7@b.com' }] });
    const { changes } = await t.call('history.list', { entity: 'customer', id: one!.id });
    expect(changes.map((c) => [c.op, c.actionId])).toEqual([
      ['update', done.importId],
      ['create', done.importId],
    ]);
    await t.job((await t.call('import.undo', { importId: done.importId })).jobId);
    expect((await t.call('customers.list', { limit: 1 })).total).toBe(0);
  });
});

describe('an import that stopped', () => {
  /** So many that no machine is through before the cancel reaches the worker. */
  const ROWS = 60_000;
  const rows = (n: number) => `姓名,手机\n${Array.from({ length: n }, (_, i) => `客户${i},138${String(i).padStart(8, '0')}`).join('\n')}\n`;

  it('keeps whole batches, goes on where it stopped, and only with the same file', async () => {
    const file = put('l.csv', rows(ROWS));
    const mapping = mappingOf(await t.call('import.inspect', { file }));
    const started = await t.call('import.start', { file, mapping });
    const off = t.core.onEvent((e) => {
      if (e.type === 'job.progress' && e.job.jobId === started.jobId && e.job.phase === 'writing')
        void t.core.call('jobs.cancel', { jobId: started.jobId });
    });
    const job = await t.job(started.jobId);
    off();
    expect(job.state).toBe('cancelled');
    const stopped = (await t.call('import.list', {})).imports[0]!;
    expect(stopped).toMatchObject({ state: 'cancelled', errorRows: 0 });
    expect(stopped.created).toBeGreaterThan(0);
    expect(stopped.created).toBeLessThan(ROWS);
    expect((await t.call('customers.list', { limit: 1 })).total).toBe(stopped.created);
    expect(await t.fail('import.resume', { importId: started.importId, file: put('m.csv', rows(ROWS - 1)) })).toMatchObject({
      code: 'import.otherFile',
    });
    const resumed = await t.job((await t.call('import.resume', { importId: started.importId, file })).jobId);
    expect(resumed.result).toMatchObject({ rows: ROWS, created: ROWS });
    expect((await t.call('customers.list', { limit: 1 })).total).toBe(ROWS);
    await t.job((await t.call('import.undo', { importId: started.importId })).jobId);
    expect((await t.call('customers.list', { limit: 1 })).total).toBe(0);
  });
});

describe('exporting', () => {
  it('writes what our own import reads back unchanged, as CSV and as a workbook', async () => {
    const tag = await t.call('tags.create', { name: 'VIP' });
    // prettier-ignore
    const full = {
      name: '张三', kind: 'individual' as const, code: 'M1', phones: [{ value: '13800138000' }, { value: '+1 415 555 2671' }], wechats: [{ value: 'wx' }],
      emails: [{ value: 'a@b.com' }], company: '远山', title: '店长', addresses: [{ value: '上海市世纪大道1号' }], gender: 'female' as const, birthday: 'L--08-15',
      grade: 'A', source: '抖音', tags: [tag.id], notes: '=1+1\n"两行"', extra: { 积分: '12', '+x': "'=2" },
    };
    await t.call('customers.create', full);
    await t.call('customers.create', { name: '=cmd', birthday: 'L1990-05+-01' });
    // prettier-ignore
    await t.call('customers.create', {
      name: '李四', phones: [{ value: '13900139000', label: '公司' }, { value: '021-62345678' }], emails: [{ value: 'li@si.cn', label: '家' }],
      addresses: [{ value: '杭州市文三路2号（南门）' }, { value: '上海市; 北京东路', label: '收货' }],
    });
    // Plain but for the label: what the import's short way must leave to the careful one.
    await t.call('customers.create', { name: '孙七', addresses: [{ value: '上海市南京路1号', label: '公司' }] });
    const before = await everyone();
    for (const format of ['csv', 'xlsx'] as const) {
      const path = join(t.dir, `out.${format}`);
      const job = await t.job((await t.call('export.start', { file: t.file(path), format })).jobId);
      expect(job).toMatchObject({ state: 'done', result: { rows: 4 } });
      if (format === 'csv') expect(readFileSync(path, 'utf8')).toMatch(/^\ufeff姓名,.*\r\n[^]*'=cmd/);
      if (format === 'csv') expect(readFileSync(path, 'utf8')).toContain('手机（标签）');
      await t.call('customers.remove', { selection: { query: {} } });
      await importFile(t.file(path));
      const strip = (list: typeof before) =>
        list.map(({ id: _id, seq: _seq, createdAt: _c, updatedAt: _u, deletedAt: _d, ...rest }) => rest);
      expect(strip(await everyone())).toEqual(strip(before));
    }
  });

  it('exports a filtered list or chosen customers, and chosen fields', async () => {
    const a = await t.call('customers.create', { name: '张三', company: '甲' });
    await t.call('customers.create', { name: '李四', company: '乙' });
    const path = join(t.dir, 'x.csv');
    await t.job((await t.call('export.start', { file: t.file(path), format: 'csv', selection: { ids: [a.id] }, fields: ['name', 'company'] })).jobId);
    expect(readFileSync(path, 'utf8')).toBe('\ufeff姓名,公司\r\n张三,甲\r\n');
    await t.job((await t.call('export.start', { file: t.file(path), format: 'csv', selection: { query: { text: '李四' } }, fields: ['name'] })).jobId);
    expect(readFileSync(path, 'utf8')).toBe('\ufeff姓名\r\n李四\r\n');
    const rest = { query: {}, except: [a.id] };
    await t.job((await t.call('export.start', { file: t.file(path), format: 'csv', selection: rest, fields: ['name'] })).jobId);
    expect(readFileSync(path, 'utf8')).toBe('\ufeff姓名\r\n李四\r\n');
    expect(await t.fail('export.start', { file: t.file(path), format: 'csv', fields: ['nope'] })).toMatchObject({ code: 'query.badField' });
  });
});
