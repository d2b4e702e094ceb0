/** Closed lists of words that more than one module uses. */
import { z } from 'zod';

export const languageSchema = z.enum(['zh-CN', 'en']);
export type Language = z.output<typeof languageSchema>;

/** Whom the book is about: 个人客户 / 企业客户 / 两者. */
export const bookKindSchema = z.enum(['individual', 'company', 'both']);
export type BookKind = z.output<typeof bookKindSchema>;

/** Industry presets: 零售、餐饮、美业、教育、外贸、通用. */
export const presetSchema = z.enum(['retail', 'catering', 'beauty', 'education', 'trade', 'general']);
export type Preset = z.output<typeof presetSchema>;

export const recordIdSchema = z.int().positive();
/** A civil date, `YYYY-MM-DD`. */
export const isoDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Names a file the user chose; the host alone knows the path behind it. */
export const fileTokenSchema = z.string().min(8).max(128);
export const emptySchema = z.strictObject({});

/** In the input of every method that gives customers out, on paper or as a file: who asked not to be contacted (勿扰) stays out unless they are to come along. */
export const forOutput = { includeQuiet: z.boolean().default(false) };
/** What such a method needs to write a table, and what it answers: the job, and how many rows stayed out. */
export const tableFile = { file: fileTokenSchema, format: z.enum(['csv', 'xlsx']), ...forOutput };
export const tableStarted = z.object({ jobId: z.string(), leftOut: z.int() });
