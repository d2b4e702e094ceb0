import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src-main/core/operations/transfer/inspect.ts';
import { textSource } from '../../support/transfer/read-all.ts';

describe('the first look at a file', () => {
  it('counts the rows that tell of a customer, not numbered lines nobody filled in', async () => {
    const lines = ['序号,姓名,手机', '1,张三,13800000001', '2,李四,13800000002', '3,,', '4,,', ',,'];
    const found = await inspectFile(textSource(lines.join('\n')), { thisYear: 2026 });
    expect(found.columns[0]?.target).toEqual({ to: 'ignore' });
    expect(found.rows).toBe(2);
  });
});
