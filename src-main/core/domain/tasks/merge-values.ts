/** What the fields of a text stand for with one customer. */
import type { MergeValues } from '../../../../shared/kernel/merge-text.ts';
import { salutation } from '../../../../shared/kernel/merge-text.ts';
import type { Customer } from '../../../../shared/modules/customers.ts';
import type { OpenBook } from '../context.ts';
import { readSettings } from '../settings/index.ts';

/** Dates are written out in the language of the book, since the text goes to a customer. */
export function mergeValues(book: OpenBook, customer: Customer): MergeValues {
  const settings = readSettings(book.db);
  const { name, company, title, lastSaleOn } = customer;
  return { name, call: salutation(customer), company, title, lastSale: lastSaleOn === null ? null : longDate(lastSaleOn, settings.language), book: settings.name };
}

function longDate(isoDate: string, language: 'zh-CN' | 'en'): string {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { month: 'long', day: 'numeric' }).format(new Date(year, month - 1, day));
}
