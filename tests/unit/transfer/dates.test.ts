import { describe, expect, it } from 'vitest';
import { formatPartialDate } from '../../../shared/kernel/partial-date.ts';
import type { Cell } from '../../../src-main/core/operations/transfer/cells.ts';
import { createDateEvidence } from '../../../src-main/core/operations/transfer/date-order.ts';
import { birthdayText } from '../../../src-main/core/operations/transfer/export.job.ts';
import { readDate, type DateContext } from '../../../src-main/core/operations/transfer/dates.ts';

const context: DateContext = { thisYear: 2026 };

function read(cell: Cell, more: Partial<DateContext> = {}): string {
  const reading = readDate(cell, { ...context, ...more });
  if (reading.kind === 'date') return formatPartialDate(reading.date);
  if (reading.kind === 'ambiguous') return reading.readings.map((r) => `${r.order} ${formatPartialDate(r.date)}`).join(' or ');
  return reading.kind === 'bad' ? reading.code : reading.kind;
}

describe('reading dates', () => {
  it.each([
    ['2024-03-05', 'S2024-03-05'],
    ['2024/3/5', 'S2024-03-05'],
    ['2024.3.5', 'S2024-03-05'],
    ['20240305', 'S2024-03-05'],
    ['2024年3月5日', 'S2024-03-05'],
    ['２０２４年３月５日', 'S2024-03-05'],
    ['2024年3月5日 星期二', 'S2024-03-05'],
    ['2024-03-05 10:30:00', 'S2024-03-05'],
    ['2024-03-05T10:30:00Z', 'S2024-03-05'],
    ['3月5日', 'S--03-05'],
    ['02-29', 'S--02-29'],
    ['民国113年3月5日', 'S2024-03-05'],
    ['一九九〇年三月五日', 'S1990-03-05'],
    ['Mar 5, 2024', 'S2024-03-05'],
    ['5 March 2024', 'S2024-03-05'],
    ['45356', 'S2024-03-05'],
    ['90-5-6', 'S1990-05-06'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['S--02-29/f', 'S1996-02-29/b', 'L--12-30/f', 'L--06+-30/b', 'L1990-05+-02/f', 'L--06-10/b', 'L--06+-01/p'])('reads %s back as it was exported, with what is done in a year without the day', (stored) => {
    for (const language of ['zh-CN', 'en'] as const) expect(read(birthdayText(stored, language))).toBe(stored);
  });

  it('reads serial numbers and date cells of workbooks', () => {
    expect(read(45356)).toBe('S2024-03-05');
    expect(read(45356, { is1904: true })).toBe('S2028-03-06');
    expect(read(19900506)).toBe('S1990-05-06');
    expect(read({ date: '1990-05-06', time: '08:00:00' })).toBe('S1990-05-06');
  });

  it.each([
    ['农历八月十五', 'L--08-15'],
    ['1990年八月十五', 'L1990-08-15'],
    ['腊月廿三', 'L--12-23'],
    ['闰六月初一', 'L--06+-01'],
    ['2023年闰二月初一', 'L2023-02+-01'],
    ['2022年闰二月初一', 'date.impossible'],
    ['农历1990-08-15', 'L1990-08-15'],
    ['1990-08-15（农历）', 'L1990-08-15'],
    ['农历8月15', 'L--08-15'],
    ['冬月初七', 'L--11-07'],
  ])('reads the lunar date %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('follows the calendar of the column, unless the cell names its own', () => {
    expect(read('八月十五', { calendar: 'lunar' })).toBe('L--08-15');
    expect(read('1990-08-15', { calendar: 'lunar' })).toBe('L1990-08-15');
    expect(read('公历1990-08-15', { calendar: 'lunar' })).toBe('S1990-08-15');
    expect(read('2024-02-30', { calendar: 'lunar' })).toBe('L2024-02-30');
  });

  it('gives both readings of a date that goes two ways, and obeys a decision', () => {
    expect(read('03/04/2024')).toBe('mdy S2024-03-04 or dmy S2024-04-03');
    expect(read('03/04/2024', { order: 'dmy' })).toBe('S2024-04-03');
    expect(read('13/04/2024')).toBe('S2024-04-13');
    expect(read('5/5/2024')).toBe('S2024-05-05');
    expect(read('5/6')).toBe('mdy S--05-06 or dmy S--06-05');
  });

  it.each([
    ['2024-02-30', 'date.impossible'],
    ['2023-02-29', 'date.impossible'],
    ['31/31/2024', 'date.impossible'],
    ['20241399', 'date.impossible'],
    ['1990', 'date.incomplete'],
    ['1990年5月', 'date.incomplete'],
    ['夏天', 'date.unreadable'],
    ['不详', 'empty'],
    ['0000-00-00', 'empty'],
    ['', 'empty'],
  ])('answers %s with %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('the order of a column', () => {
  const decide = (...cells: Cell[]) => {
    const evidence = createDateEvidence(context);
    for (const cell of cells) evidence.add(cell);
    return evidence.result();
  };

  it('is settled by one day above twelve', () => {
    expect(decide('03/04/2024', '13/04/2024')).toMatchObject({ order: 'dmy', question: null });
    expect(decide('03/04/2024', '04/13/2024')).toMatchObject({ order: 'mdy', question: null });
  });

  it('is asked when nothing settles it', () => {
    expect(decide('03/04/2024', '01/02/2024')).toMatchObject({
      order: null,
      question: {
        example: '03/04/2024',
        readings: [
          { order: 'mdy', date: 'S2024-03-04' },
          { order: 'dmy', date: 'S2024-04-03' },
        ],
      },
    });
  });

  it('is asked when the column contradicts itself', () => {
    expect(decide('13/04/2024', '04/13/2024', '01/02/2024')).toMatchObject({ order: null, question: { example: '01/02/2024' } });
  });

  it('is no question for columns with the year in front', () => {
    expect(decide('2024-01-02', '2024/3/4', 45356)).toMatchObject({ order: null, question: null });
  });
});
