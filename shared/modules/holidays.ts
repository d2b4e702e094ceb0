/**
 * Public holidays and make-up working days (放假安排): asked by the calendar, updated by file.
 *
 * A holiday file is JSON in UTF-8:
 *
 *   { "kind": "regulars.holidays", "version": 1, "source": "国办发明电〔2026〕1号",
 *     "years": [ { "year": 2027,
 *                  "off":  [ { "name": "springFestival", "from": "2027-02-05", "to": "2027-02-11" } ],
 *                  "work": [ "2027-01-31" ] } ] }
 *
 * `off`: days off, both ends included, in the year itself or the last days of the one before; `name` is one of the names below
 * or words of one's own. `work`: weekend days that are worked. Years of the file replace those of the same number.
 */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { isDate } from '../kernel/civil-days.ts';
import { emptySchema, fileTokenSchema, isoDateSchema } from './words.ts';

export const HOLIDAY_NAMES = ['newYear', 'springFestival', 'qingming', 'labourDay', 'dragonBoat', 'midAutumn', 'nationalDay'] as const;

const dateSchema = isoDateSchema.refine(isDate, 'date');
const LONGEST_SPAN = 31;

const spanSchema = z
  .strictObject({ name: z.string().trim().min(1).max(40), from: dateSchema, to: dateSchema })
  .refine(({ from, to }) => from <= to && (Date.parse(to) - Date.parse(from)) / 86_400_000 < LONGEST_SPAN, { path: ['to'], message: 'range' });

const yearSchema = z
  .strictObject({ year: z.int().min(2000).max(2100), off: z.array(spanSchema).max(40), work: z.array(dateSchema.refine(isWeekend, 'weekend')).max(40) })
  .superRefine(({ year, off, work }, context) => {
    const isNear = (date: string) => date.startsWith(`${String(year)}-`) || date.startsWith(`${String(year - 1)}-12`);
    off.forEach(({ from, to }, i) => !(isNear(from) && isNear(to)) && context.addIssue({ code: 'custom', path: ['off', i, 'from'], message: 'year' }));
    work.forEach((date, i) => !isNear(date) && context.addIssue({ code: 'custom', path: ['work', i], message: 'year' }));
  });

export const holidayFileSchema = z.strictObject({
  kind: z.literal('regulars.holidays'),
  version: z.literal(1),
  source: z.string().trim().min(1).max(100),
  years: z.array(yearSchema).min(1).max(101),
});
export type HolidayFile = z.output<typeof holidayFileSchema>;

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

const yearInfoSchema = z.object({
  year: z.int(),
  /** Announced, or brought by a file; otherwise only what the law gives. */
  published: z.boolean(),
  source: z.string(),
  /** Brought by a file of one's own. */
  brought: z.boolean(),
  daysOff: z.int(),
  daysWorked: z.int(),
});

export const holidayMethods = {
  'holidays.years': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ years: z.array(yearInfoSchema) }),
    errors: [],
    about: 'Which years of holidays are official, which come from a file, and which only follow from the law: last year to the year after next, and all that are known.',
  }),
  'holidays.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ from: isoDateSchema, to: isoDateSchema }),
    output: z.object({
      days: z.array(
        z.object({
          day: isoDateSchema,
          /** One of the known names or words of a file; `null`: a weekend day that is worked. */
          holiday: z.string().nullable(),
          published: z.boolean(),
        }),
      ),
    }),
    errors: [],
    about: 'The public holidays and the worked weekend days between two dates, at most 800 days apart.',
  }),
  'holidays.import': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ file: fileTokenSchema }),
    output: z.object({ years: z.array(z.int()), moved: z.int() }),
    errors: ['file.missing', 'holidays.badFile'],
    about: 'Takes years of holidays from a file and moves the reminders that keep to working days; a file that does not fit is refused whole, with the line or field.',
  }),
} as const;
