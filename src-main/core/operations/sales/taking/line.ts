/** One row of a file of sales, read into figures. */
import { dayOfIso, isoOfDay } from '../../../../../shared/kernel/formula-functions.ts';
import { inOrderOfDays, MAX_INSTALMENTS, type Instalment } from '../../../../../shared/kernel/instalments.ts';
import { exponentOf, lineGross, mulDiv, QUANTITY_SCALE, readAmount, readQuantity } from '../../../../../shared/kernel/money.ts';
import type { SaleColumn, SaleProblem } from '../../../../../shared/modules/sale-import.ts';
import type { PayMethod } from '../../../../../shared/modules/sales.ts';
import { cellText, readDate, type Cell, type DateOrder, type SourceRow } from '../../transfer/index.ts';

export interface LineContext {
  readonly columns: readonly (SaleColumn | null)[];
  readonly order: DateOrder | undefined;
  readonly thisYear: number;
  readonly bookCurrency: string;
}

/** What a row says; `null` where it says nothing. Amounts in minor units, quantity in thousandths. */
export interface SaleLine {
  readonly source: SourceRow;
  readonly number: string | null;
  readonly date: string | null;
  readonly customer: string | null;
  readonly phone: string | null;
  readonly customerCode: string | null;
  readonly product: string | null;
  readonly productCode: string | null;
  readonly category: string | null;
  readonly unit: string | null;
  readonly quantity: number;
  readonly priceMinor: number | null;
  readonly discountMinor: number | null;
  readonly amountMinor: number | null;
  readonly receivedMinor: number | null;
  readonly openMinor: number | null;
  readonly payMethod: PayMethod | null;
  readonly dueDate: string | null;
  readonly instalments: readonly Instalment[] | null;
  readonly currency: string;
  readonly notes: string | null;
}

export interface Trouble {
  readonly problem: SaleProblem;
  readonly value: string;
}
export const isTrouble = (one: object): one is Trouble => 'problem' in one;

class LineTrouble extends Error {
  readonly trouble: Trouble;
  constructor(problem: SaleProblem, value: string) {
    super(problem);
    this.trouble = { problem, value: value.slice(0, 80) };
  }
}

const METHODS: readonly (readonly [RegExp, PayMethod])[] = [
  [/微信|wechat|weixin/i, 'wechat'],
  [/支付宝|alipay/i, 'alipay'],
  [/现金|cash/i, 'cash'],
  [/储值|余额|会员卡|充值|stored|balance/i, 'stored'],
  [/刷卡|银行卡|信用卡|pos|card/i, 'card'],
  [/转账|汇款|对公|网银|transfer|wire|bank/i, 'transfer'],
];
const REFUND = /退|refund|return|credit/i;
const LONGEST = { number: 60, customer: 200, phone: 60, customerCode: 60, product: 200, productCode: 60, category: 60, unit: 20, notes: 2000 } as const;

/** Reads a row, or says what is wrong with it. */
export function readLine(source: SourceRow, context: LineContext): SaleLine | Trouble {
  try {
    return lineOf(source, context);
  } catch (e) {
    if (e instanceof LineTrouble) return e.trouble;
    throw e;
  }
}

function lineOf(source: SourceRow, context: LineContext): SaleLine {
  if (source.problem !== undefined) throw new LineTrouble('row.unreadable', '');
  const { cells } = source;
  const cell = (column: SaleColumn): Cell => cells[context.columns.indexOf(column)] ?? null;
  const text = (column: keyof typeof LONGEST) => cellText(cell(column)).trim().slice(0, LONGEST[column]) || null;
  if (REFUND.test(cellText(cell('kind')))) throw new LineTrouble('sale.negative', cellText(cell('kind')));
  const currency = currencyOf(cellText(cell('currency')), context.bookCurrency);
  const amount = (column: SaleColumn) => amountOf(cell(column), currency);
  const said = { amount: amount('amount'), received: amount('received') };
  const onlyReceived = !context.columns.includes('amount') && !context.columns.includes('price');
  return {
    source,
    number: text('number'),
    date: dateOf(cell('date'), context),
    customer: text('customer'),
    phone: text('phone'),
    customerCode: text('customerCode'),
    product: text('product'),
    productCode: text('productCode'),
    category: text('category'),
    unit: text('unit'),
    quantity: quantityOf(cell('quantity')),
    priceMinor: amount('price'),
    discountMinor: amount('discount'),
    amountMinor: said.amount ?? (onlyReceived ? said.received : null),
    receivedMinor: said.received,
    openMinor: amount('open'),
    payMethod: methodOf(cellText(cell('payMethod'))),
    dueDate: dateOf(cell('dueDate'), context),
    instalments: planOf(cellText(cell('instalments')), currency),
    currency,
    notes: text('notes'),
  };
}

function dateOf(cell: Cell, { order, thisYear }: LineContext): string | null {
  const reading = readDate(cell, { order, thisYear, calendar: 'solar' });
  if (reading.kind === 'empty') return null;
  if (reading.kind === 'ambiguous') throw new LineTrouble('date.ambiguous', cellText(cell));
  if (reading.kind === 'bad' || reading.date.year === null || reading.date.calendar !== 'solar') throw new LineTrouble('date.unreadable', cellText(cell));
  const { year, month, day } = reading.date;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `2026-12-01 500.00; 2027-01-01 500.00`, as the export writes it. */
function planOf(typed: string, currency: string): Instalment[] | null {
  const parts = typed.split(/[;；\n]/).map((part) => part.trim()).filter((part) => part !== '');
  if (parts.length === 0) return null;
  return inOrderOfDays(
    parts.map((part) => {
      const m = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[\s:：,，]+(.+)$/.exec(part);
      const amountMinor = m ? readAmount(m[4]!.trim(), exponentOf(currency)) : null;
      const date = m ? `${m[1]!}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}` : '';
      if (amountMinor === null || amountMinor <= 0 || parts.length > MAX_INSTALMENTS || isNoDay(date)) throw new LineTrouble('sale.instalments', part);
      return { date, amountMinor };
    }),
  );
}

const isNoDay = (date: string): boolean => dayOfIso(date) === null || isoOfDay(dayOfIso(date)!) !== date;

/** A number of a workbook may carry the dust of binary fractions; what was typed must be an amount of the currency. */
function amountOf(cell: Cell, currency: string): number | null {
  const places = exponentOf(currency);
  const typed = typeof cell === 'number' ? cell.toFixed(places) : cellText(cell).trim();
  if (typed === '' || /^[-—/]+$/.test(typed)) return null;
  const minor = readAmount(typed, places);
  if (minor === null) throw new LineTrouble('amount.unreadable', typed);
  if (minor < 0) throw new LineTrouble('sale.negative', typed);
  return minor;
}

function quantityOf(cell: Cell): number {
  const typed = typeof cell === 'number' ? String(Math.round(cell * QUANTITY_SCALE) / QUANTITY_SCALE) : cellText(cell).trim();
  if (typed === '') return QUANTITY_SCALE;
  const quantity = readQuantity(typed.replace(/[^\d.,+-]+$/, ''));
  if (quantity === null) throw new LineTrouble('quantity.unreadable', typed);
  if (quantity < 0) throw new LineTrouble('sale.negative', typed);
  return quantity;
}

function currencyOf(typed: string, bookCurrency: string): string {
  const text = typed.trim().toUpperCase();
  if (text === '') return bookCurrency;
  if (/^(人民币|元|RMB|¥|￥)$/.test(text)) return 'CNY';
  if (!/^[A-Z]{3}$/.test(text)) throw new LineTrouble('currency.unreadable', typed);
  return text;
}

const methodOf = (typed: string): PayMethod | null => (typed.trim() === '' ? null : (METHODS.find(([pattern]) => pattern.test(typed))?.[1] ?? 'other'));

/**
 * Price and discount of a line such that quantity × price − discount is its amount to the
 * last unit, whichever two of them the file gives; `null` when it gives too little.
 */
export function pricedLine(line: Pick<SaleLine, 'quantity' | 'priceMinor' | 'discountMinor' | 'amountMinor'>, listPriceMinor: number | null): { priceMinor: number; discountMinor: number } | null {
  const { quantity, amountMinor } = line;
  if (amountMinor === null) {
    const priceMinor = line.priceMinor ?? listPriceMinor;
    return priceMinor === null ? null : { priceMinor, discountMinor: Math.min(line.discountMinor ?? 0, lineGross(priceMinor, quantity)) };
  }
  const given = line.priceMinor;
  if (given !== null && lineGross(given, quantity) >= amountMinor) return { priceMinor: given, discountMinor: lineGross(given, quantity) - amountMinor };
  const gross = amountMinor + (given === null ? (line.discountMinor ?? 0) : 0);
  let priceMinor = mulDiv(gross, QUANTITY_SCALE, quantity);
  if (lineGross(priceMinor, quantity) < gross) priceMinor += Math.max(1, Math.ceil(QUANTITY_SCALE / quantity));
  return { priceMinor, discountMinor: lineGross(priceMinor, quantity) - amountMinor };
}
