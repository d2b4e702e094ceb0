import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src-main/core/operations/transfer/inspect.ts';
import { memorySource, openPlainFile } from '../../../src-main/core/operations/transfer/source.ts';
import { inline, makeBook, sheetXml } from '../../support/transfer/make-xlsx.ts';
import { textSource } from '../../support/transfer/read-all.ts';

describe('the first look at a file', () => {
  it('tells a folder from a file that is gone', async () => {
    await expect(openPlainFile(import.meta.dirname)).rejects.toMatchObject({ error: { code: 'file.folder' } });
    await expect(openPlainFile(`${import.meta.filename}.none`)).rejects.toMatchObject({ error: { code: 'file.missing' } });
  });

  it('counts the rows that tell of a customer, not numbered lines nobody filled in', async () => {
    const lines = ['序号,姓名,手机', '1,张三,13800000001', '2,李四,13800000002', '3,,', '4,,', ',,'];
    const found = await inspectFile(textSource(lines.join('\n')), { thisYear: 2026 });
    expect(found.columns[0]?.target).toEqual({ to: 'ignore' });
    expect(found.rows).toBe(2);
  });

  it('shows every row of a sparse workbook at its own number, so that the headings found are the row shown', async () => {
    const rows: string[][] = Array.from({ length: 33 }, () => []);
    rows[1] = [inline('A2', '会员表')];
    rows[29] = [inline('A30', '姓名'), inline('B30', '手机')];
    rows[32] = [inline('A33', '张三'), inline('B33', '13800000001')];
    const stored = sheetXml(rows).replaceAll(/<row r="\d+"><\/row>/g, '');
    const book = memorySource('sparse.xlsx', makeBook({ sheets: [{ name: '客户', xml: stored }] }));
    const found = await inspectFile(book, { thisYear: 2026 });
    expect(found.headerRow).toBe(30);
    expect(found.firstRows).toHaveLength(33);
    expect(found.firstRows[0]).toEqual([]);
    expect(found.firstRows[1]).toEqual(['会员表']);
    expect(found.firstRows[found.headerRow - 1]).toEqual(['姓名', '手机']);
    expect(found.firstRows[32]).toEqual(['张三', '13800000001']);
  });
});
