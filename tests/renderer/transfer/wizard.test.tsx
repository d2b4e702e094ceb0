import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobInfo } from '../../../shared/contract/events.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { ImportInfo, ImportPreview, Inspection } from '../../../shared/modules/transfer.ts';
import { App } from '../../../src-renderer/app/App.tsx';
import { connectEvents } from '../../../src-renderer/app/connect-events.ts';
import { lookAt } from '../../../src-renderer/features/transfer/import-actions.ts';
import { setImport } from '../../../src-renderer/features/transfer/import-state.ts';
import { api } from '../../../src-renderer/lib/api.ts';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { clearToasts, useToasts } from '../../../src-renderer/lib/toast.ts';
import { queryClient } from '../../../src-renderer/lib/query-client.ts';
import { forgetJobs } from '../../../src-renderer/lib/use-job.ts';
import { createFakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

configure({ asyncUtilTimeout: 20_000 });

const counts = { rows: 4, created: 2, updated: 1, skipped: 0, possibleDuplicates: 0, errorRows: 1, warnings: 0 };
const inspection = (read: { headerRow?: number | undefined; encoding?: Inspection['encoding'] | undefined }): Inspection => ({
  fileName: '会员.csv',
  format: 'csv',
  sizeBytes: 2_000,
  encoding: read.encoding ?? 'gb18030',
  encodingCertain: false,
  delimiter: ',',
  sheets: [],
  sheet: null,
  headerRow: read.headerRow ?? 2,
  firstRows: [['会员表'], ['姓名', '生日'], ['王小明', '03/04/1990']],
  columns: [
    { index: 0, header: '姓名', samples: ['王小明'], fieldKind: 'text', target: { to: 'field', field: 'name' }, confidence: 'sure', ambiguousDate: null },
    {
      index: 1,
      header: '生日',
      fieldKind: 'date',
      samples: ['03/04/1990'],
      target: { to: 'field', field: 'birthday' },
      confidence: 'likely',
      ambiguousDate: { example: '03/04/1990', readings: [{ order: 'mdy', date: 'S1990-03-04' }, { order: 'dmy', date: 'S1990-04-03' }] }, // prettier-ignore
    },
  ],
  rows: 4,
  savedMapping: false,
});
const preview: ImportPreview = {
  ...counts,
  examples: [
    { row: 3, outcome: 'new', name: '王小明', values: { name: '王小明', birthday: 'S1990-04-03' }, matchId: null, matchName: null, matchedBy: null, issues: [] }, // prettier-ignore
  ],
  issues: [{ row: 5, column: '手机', code: 'phone.notAPhone', severity: 'error', value: '1380' }],
};

function setup() {
  const jobs = new Map<string, JobInfo>();
  const job = (name: string, result: unknown): string => {
    const jobId = `job-${jobs.size + 1}`;
    jobs.set(jobId, { jobId, name, state: 'running', phase: '', done: 1, total: 4, startedAt: 0, endedAt: null, detail: {}, result, error: null });
    return jobId;
  };
  const imports: ImportInfo[] = [];
  const core = createFakeCore({
    more: {
      'import.inspect': ({ read }) => ok(inspection(read)),
      'import.preview': () => ok({ jobId: job('import.preview', preview) }),
      'import.start': () => {
        const jobId = job('import.start', {});
        imports.push({ importId: 9, fileName: '会员.csv', at: 0, state: 'done', ...counts, leftRows: counts.errorRows, jobId });
        return ok({ jobId, importId: 9 });
      },
      'import.list': () => ok({ imports }),
      'import.undo': () => ok({ jobId: job('import.undo', { kept: 0 }) }),
      'import.errorFile': () => ok({ rows: 1 }),
      'jobs.get': ({ jobId }) => {
        const found = jobs.get(jobId);
        return found === undefined ? err('job.missing') : ok(found);
      },
      'jobs.list': () => ok({ jobs: [...jobs.values()] }),
    },
  });
  const end = (name: string) => {
    for (const [jobId, one] of jobs) {
      if (one.name !== name || one.state !== 'running') continue;
      const ended: JobInfo = { ...one, state: 'done', endedAt: 1, done: 4 };
      jobs.set(jobId, ended);
      core.emit({ type: 'job.ended', job: ended });
    }
  };
  const { delivered } = useFakeTransport(core);
  const stop = connectEvents();
  window.location.hash = '#/transfer';
  render(<App />);
  return { core, end, delivered, stop };
}
const click = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }));
const called = (core: ReturnType<typeof createFakeCore>, method: string) => core.calls.filter((call) => call.method === method).map((call) => call.input);

beforeEach(() => {
  startI18n('zh-CN');
  queryClient.clear();
  forgetJobs();
  setImport({ step: 'idle' });
});

describe('the import wizard', () => {
  it('goes from the file to the result, asking about dates and writing only at the end', async () => {
    const { core, end, delivered, stop } = setup();
    await screen.findByText('把客户表格拖到这里');
    click(/选择文件/);
    await screen.findByText('读得对吗？');
    expect(screen.getByText(/编码是猜的/)).toBeTruthy();

    fireEvent.click(screen.getByRole('radio', { name: '第 1 行是表头' }));
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('radio', { name: '第 1 行是表头' }).checked).toBe(true));
    expect(called(core, 'import.inspect').at(-1)).toMatchObject({ read: { headerRow: 1 } });

    click('下一步');
    await screen.findByText('每一列是什么？');
    click('预览');
    expect((await screen.findByRole('alert')).textContent).toContain('请先回答');
    expect(called(core, 'import.preview')).toEqual([]);
    const question = screen.getByRole('group', { name: /03\/04\/1990/ });
    expect(within(question).getAllByRole('radio')).toHaveLength(2);
    fireEvent.click(within(question).getByRole('radio', { name: /1990年4月3日/ }));
    click('预览');

    await screen.findByText('正在逐行核对…');
    expect(called(core, 'import.preview')[0]).toMatchObject({
      onMatch: 'fill',
      read: { headerRow: 1 },
      mapping: { columns: [{ field: 'name' }, { field: 'birthday', dateOrder: 'dmy' }] },
    });
    end('import.preview');
    await screen.findByText('不像电话号码，原文放到“其他资料”。');
    fireEvent.click(screen.getByRole('tab', { name: /新增/ }));
    expect(screen.getByText('王小明')).toBeTruthy();
    expect(called(core, 'import.start')).toEqual([]);
    fireEvent.change(screen.getByLabelText(/加个标签/), { target: { value: ' 会员 ' } });

    click('导入 3 位客户');
    await screen.findByText('正在导入 picked.csv');
    expect(called(core, 'import.start')[0]).toMatchObject({ tag: '会员', onMatch: 'fill', possibleDuplicates: 'create' });
    end('import.start');
    await screen.findByText('导入完成');

    click(/下载出错的 1 行/);
    await waitFor(() => expect(delivered).toHaveLength(1));
    click('撤销整个导入');
    await screen.findByText('正在撤销…');
    end('import.undo');
    expect(await screen.findByText('这次导入已撤销')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '撤销整个导入' })).toBeNull();
    stop();
  });

  it('starts the preview again when the rule for known customers changes, and drops the older answer', async () => {
    const { core, end, stop } = setup();
    await screen.findByText('把客户表格拖到这里');
    await lookAt({ token: 'dropped-99', name: '会员.csv', sizeBytes: 1 });
    click(await screen.findByText('读得对吗？').then(() => '下一步'));
    fireEvent.click(await screen.findByRole('radio', { name: /1990年3月4日/ }));
    click('预览');
    await screen.findByText('正在逐行核对…');
    fireEvent.click(screen.getByRole('radio', { name: /用表格里的更新/ }));
    await waitFor(() => expect(called(core, 'import.preview')).toHaveLength(2));
    expect(called(core, 'import.preview')[1]).toMatchObject({ onMatch: 'update' });
    await waitFor(() => expect(called(core, 'jobs.cancel')).toEqual([{ jobId: 'job-1' }]));
    end('import.preview');
    expect(await screen.findByRole('button', { name: '导入 3 位客户' })).toBeTruthy();
    stop();
  });

  it('says why a file cannot be read and lets one choose another', async () => {
    const { core, stop } = setup();
    await screen.findByText('把客户表格拖到这里');
    core.failNext('import.inspect', { code: 'file.encrypted' });
    click(/选择文件/);
    expect((await screen.findByRole('alert')).textContent).toContain('设了打开密码');
    click('换个文件');
    expect(await screen.findByText('读得对吗？')).toBeTruthy();
    stop();
  });

  it('takes a file that is dropped anywhere on the window', async () => {
    const { stop } = setup();
    await screen.findByText('把客户表格拖到这里');
    const file = new File(['x'], '老客户.xlsx');
    const transfer = { types: ['Files'], files: [file] };
    fireEvent.dragEnter(document.body, { dataTransfer: transfer });
    expect(screen.getByText('松手就开始导入')).toBeTruthy();
    fireEvent.drop(document.body, { dataTransfer: transfer });
    expect(await screen.findByText('读得对吗？')).toBeTruthy();
    expect(screen.queryByText('松手就开始导入')).toBeNull();
    stop();
  });

  it('says kindly that a dropped folder is none', async () => {
    clearToasts();
    const { stop } = setup();
    await screen.findByText('把客户表格拖到这里');
    const item = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true }) };
    fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [new File([], '客户')], items: [item] } });
    expect(useToasts.getState().toasts.map((toast) => toast.text)).toEqual([expect.stringContaining('这是一个文件夹')]);
    expect(screen.queryByText('读得对吗？')).toBeNull();
    stop();
  });

  it('shows what the import made or changed in the list, as a condition that can be taken away', async () => {
    const { core, stop } = setup();
    await screen.findByText('把客户表格拖到这里');
    await api.call('import.start', { file: 'picked-file', mapping: { columns: [] } });
    await queryClient.invalidateQueries();
    setImport({ step: 'result', fileName: '会员.csv', importId: 9, error: null });
    fireEvent.click(await screen.findByRole('button', { name: '查看这批客户' }));
    expect(await screen.findByText('导入：会员.csv')).toBeTruthy();
    const asked = { all: [{ field: 'import', test: { op: 'equals', value: 9 } }] };
    await waitFor(() => expect(core.calls.some((call) => JSON.stringify(call.input).includes(JSON.stringify(asked)))).toBe(true));
    fireEvent.click(screen.getByRole('button', { name: /导入：会员\.csv/ }));
    await waitFor(() => expect(screen.queryByText('导入：会员.csv')).toBeNull());
    stop();
  });
});
