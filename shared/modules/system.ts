/** Jobs, settings, word lists of the book. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { jobSchema } from '../contract/events.ts';
import { rulesSchema } from '../kernel/standards.ts';
import { stageRulesSchema } from './lifecycle.ts';
import { reminderSettingsSchema } from './reminders.ts';
import { rfmRulesSchema } from './rfm.ts';
import { bookKindSchema, emptySchema, languageSchema } from './words.ts';

/** Of this computer, not of a book: readable before anything is unlocked. */
export const prefsSchema = z.object({
  language: languageSchema.nullable(),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  /** Percent: 90 … 150. */
  fontScale: z.int().min(90).max(150),
  density: z.enum(['compact', 'normal', 'comfortable']),
  sidebarCollapsed: z.boolean(),
  /** Parts of pages that were folded away. */
  closedSections: z.array(z.string().max(40)).max(60),
  /** Phones and amounts are dots until they are pressed. */
  maskDetails: z.boolean(),
  /** Nothing can be read while the window has not the focus. */
  blurAway: z.boolean(),
  /** A phone or address that was copied is taken off the clipboard after 30 seconds. */
  clearCopied: z.boolean(),
  /** Pictures of the screen and shared screens show an empty window; only the desktop app can do that. */
  hideFromCapture: z.boolean(),
  /** Reminders are told by the system (the desktop app) or the browser (where it was allowed to). */
  notices: z.boolean(),
  /** What such a notice says: `plain`, only that something is due; `auto`, that too where several people use the book. */
  noticeDetails: z.enum(['auto', 'full', 'plain']),
  /** The desktop app goes on beside the clock when its window is closed. */
  stayInTray: z.boolean(),
  /** The desktop app starts with the system, without a window. */
  startWithSystem: z.boolean(),
  /** Who opened a book here last, by its reference: a number as the lock screen has them, 0 for the owner. */
  lastPeople: z.record(z.string().max(64), z.int().min(0)),
  /** How the calendar was looked at last, and what it leaves out. */
  calendarView: z.enum(['month', 'week', 'day', 'agenda']),
  calendarHidden: z.array(z.string().max(20)).max(20),
});
export type Prefs = z.output<typeof prefsSchema>;

export const bookSettingsSchema = z.object({
  name: z.string().trim().min(1).max(80),
  language: languageSchema,
  kind: bookKindSchema,
  /** Minutes without a key or click until the book locks; 0 = never. */
  autoLockMinutes: z.int().min(0).max(240),
  sources: z.array(z.string().trim().min(1).max(60)).max(200),
  grades: z.array(z.string().trim().min(1).max(60)).max(50),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Rules of the built-in fields, by name. */
  standards: z.record(z.string().max(60), rulesSchema),
  /** Days after which a customer is to be checked again: for every grade, and for some of them. */
  verifyDays: z.object({ default: z.int().min(1).max(3650), byGrade: z.record(z.string().max(60), z.int().min(1).max(3650)) }),
  /** Days after the last contact on which a customer is to be heard of again, for the grades that have a number. */
  contactDays: z.object({ byGrade: z.record(z.string().max(60), z.int().min(1).max(3650)) }),
  /** When reminders speak. */
  reminders: reminderSettingsSchema,
  /** When a customer counts as active, loyal, at risk, lost. */
  stages: stageRulesSchema,
  /** Where recent, often and much begin. */
  rfm: rfmRulesSchema,
  /** What the list shows, in order; the name always comes first. */
  listColumns: z.array(z.object({ field: z.string().max(60), width: z.int().min(40).max(1000) })).max(60),
  listSort: z.object({ field: z.string().max(60), dir: z.enum(['asc', 'desc']) }).nullable(),
});
export type BookSettings = z.output<typeof bookSettingsSchema>;

/** Forms whose half-typed state survives a crash. */
export const draftFormSchema = z.enum(['customer.new', 'customer.edit', 'followUp.new', 'sale.new']);

export const systemMethods = {
  'prefs.get': defineMethod({
    kind: 'query',
    access: 'public',
    input: emptySchema,
    output: prefsSchema,
    errors: [],
    about: "This computer's language, theme, font size and density.",
  }),
  'prefs.set': defineMethod({
    kind: 'command',
    access: 'public',
    input: prefsSchema.partial().strict(),
    output: prefsSchema,
    errors: [],
    about: 'Changes some of the preferences of this computer.',
  }),
  'settings.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: bookSettingsSchema,
    errors: [],
    about: 'Settings kept in the book.',
  }),
  'settings.set': defineMethod({
    kind: 'command',
    access: 'write',
    /** The rules of stages have a method of their own (`lifecycle.setRules`). */
    input: bookSettingsSchema.omit({ stages: true }).partial().strict(),
    output: bookSettingsSchema,
    errors: [],
    about: 'Changes some settings of the book.',
  }),
  'drafts.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ form: draftFormSchema }),
    output: z.object({ text: z.string().nullable() }),
    errors: [],
    about: 'What was half typed into a form when the program was locked or lost power.',
  }),
  'drafts.set': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ form: draftFormSchema, text: z.string().max(100_000).nullable() }),
    output: emptySchema,
    errors: [],
    about: 'Keeps a half-typed form, encrypted with the book; `null` forgets it.',
  }),
  'jobs.list': defineMethod({
    kind: 'query',
    access: 'public',
    input: emptySchema,
    output: z.object({ jobs: z.array(jobSchema) }),
    errors: [],
    about: 'Running jobs and the last 50 that ended; one cut off by a crash is `interrupted`.',
  }),
  'jobs.get': defineMethod({
    kind: 'query',
    access: 'public',
    input: z.strictObject({ jobId: z.string().max(64) }),
    output: jobSchema,
    errors: ['job.missing'],
    about: 'One job with its result.',
  }),
  'jobs.cancel': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({ jobId: z.string().max(64) }),
    output: emptySchema,
    errors: ['job.missing'],
    about: 'Asks a job to stop after its current batch; what was written stays and can be undone.',
  }),
  'data.check': defineMethod({
    kind: 'job',
    access: 'read',
    input: emptySchema,
    output: z.object({ jobId: z.string() }),
    errors: [],
    about: 'Reads the whole book: page authentication, foreign keys, the audit chain, search index against rows.',
  }),
} as const;

/** Columns of a new book's list and their widths in px; together with the name they fit a window of 1280 px beside the sidebar. */
export const FIRST_COLUMNS: Readonly<Record<string, number>> = { phones: 146, company: 150, grade: 112, tags: 154, source: 110, updatedAt: 130 };
