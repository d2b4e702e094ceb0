/** Tables of tasks and of receivables, in a worker; rows are read as they are written. */
import { outputs as en } from '../../../../shared/i18n/en/outputs.ts';
import { fields as enFields } from '../../../../shared/i18n/en/fields.ts';
import { outputs as zh } from '../../../../shared/i18n/zh-CN/outputs.ts';
import { fields as zhFields } from '../../../../shared/i18n/zh-CN/fields.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { TaskLine } from '../../../../shared/modules/tasks.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { prepared } from '../../changes/statements.ts';
import { noteEvent } from '../../changes/write.ts';
import { keepRows } from '../../domain/customers/index.ts';
import { receivablePage, type Receivable, type ReceivableQuery } from '../../domain/sales/index.ts';
import { localText, moneyCell, writeTable, type TableCell, type TableTarget } from '../transfer/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { taskPages, type TasksAsked } from './task-pages.ts';

interface Asked extends TableTarget {
  readonly includeQuiet: boolean;
  readonly language: Language;
}
export interface TasksExportInput extends Asked {
  readonly tasks: TasksAsked;
}
export interface ReceivablesExportInput extends Asked {
  readonly query: ReceivableQuery;
}

const wordsOf = (language: Language) => (language === 'zh-CN' ? zh : en).file;
const methodsOf = (language: Language): Readonly<Record<string, string>> => (language === 'zh-CN' ? zhFields : enFields).method;

/** Handler `tasks.export`; answers how many lines were written. */
export async function exportTasks(book: WorkerBook, input: TasksExportInput): Promise<{ rows: number }> {
  let rows = 0;
  const lines = async function* (): AsyncGenerator<readonly TableCell[]> {
    const { task: w } = wordsOf(input.language);
    yield [w.due, w.what, w.customer, w.phone, w.method, w.priority, w.state, w.from, w.note, w.lastContact, w.closed, w.satisfaction];
    for (const page of taskPages(book.db, input.tasks)) {
      await breathe(book, rows);
      for (const line of keepRows(page, input.includeQuiet).kept) {
        rows++;
        yield taskCells(book, line, input.language);
      }
    }
  };
  await writeTable(input, wordsOf(input.language).sheet.tasks, lines());
  noteEvent(book.write, 'tasks.export', book.actor, rows);
  return { rows };
}

function taskCells(book: WorkerBook, line: TaskLine, language: Language): readonly TableCell[] {
  const w = wordsOf(language);
  const stat = prepared(book.db.raw, 'SELECT last_contact_at AS at FROM customer_stat WHERE customer_id = ?').get(line.customerId) as { at: number | null } | undefined;
  return [
    line.due ?? '',
    line.title === '' ? w.nextStep : line.title,
    line.customerName,
    line.phone ?? '',
    line.method === null ? '' : (methodsOf(language)[line.method] ?? line.method),
    line.priority === 'high' ? w.high : '',
    w.states[line.status],
    line.kind === 'nextStep' ? w.nextStep : (line.planName ?? ''),
    line.note ?? '',
    typeof stat?.at === 'number' ? localText(stat.at).slice(0, 10) : '',
    line.doneAt === null ? '' : localText(line.doneAt).slice(0, 10),
    satisfactionOf(book, line.followUpId),
  ];
}

/** From 1 to 5, a number to be counted with. */
function satisfactionOf(book: WorkerBook, followUpId: number | null): string {
  const row = followUpId === null ? undefined : (prepared(book.db.raw, 'SELECT satisfaction FROM follow_up WHERE id = ? AND deleted_at IS NULL').get(followUpId) as { satisfaction: string | null } | undefined);
  return row?.satisfaction ?? '';
}

const PAGE = 1_000;

/** Handler `receivables.export`; answers how many rows were written. */
export async function exportReceivables(book: WorkerBook, input: ReceivablesExportInput): Promise<{ rows: number }> {
  let rows = 0;
  const lines = async function* (): AsyncGenerator<readonly TableCell[]> {
    const { owed: w } = wordsOf(input.language);
    yield [w.customer, w.phone, w.count, w.currency, w.open, w.notDue, w.d30, w.d60, w.d90, w.more, w.dueOn];
    for (let at = 0; ; at += PAGE) {
      await breathe(book, rows);
      const page = receivablePage(book.db, input.query, PAGE, at);
      for (const row of keepRows(page, input.includeQuiet).kept) {
        rows++;
        yield owedCells(book, row, input.format);
      }
      if (page.length < PAGE) return;
    }
  };
  await writeTable(input, wordsOf(input.language).sheet.owed, lines());
  noteEvent(book.write, 'receivables.export', book.actor, rows);
  return { rows };
}

function owedCells(book: WorkerBook, row: Receivable, format: 'csv' | 'xlsx'): readonly TableCell[] {
  const found = prepared(book.db.raw, "SELECT json_extract(phones, '$[0].value') AS phone FROM customer WHERE id = ?").get(row.customerId) as { phone: string | null } | undefined;
  const money = (minor: number) => moneyCell(minor, row.currency, format);
  const { ages } = row;
  return [row.customerName, found?.phone ?? '', row.count, row.currency, money(row.openMinor), money(ages.notDue), money(ages.d30), money(ages.d60), money(ages.d90), money(ages.more), row.dueOn];
}

/** Room for a cancel between two pages. */
async function breathe(book: WorkerBook, rows: number): Promise<void> {
  if (book.cancelled()) throw new AppFailure('request.cancelled');
  book.progress('writing', rows, null);
  await new Promise((resolve) => setImmediate(resolve));
}
