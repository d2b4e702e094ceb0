/** What finding customers answers: where the words of a search stand, and who may be the same person. */
import { z } from 'zod';
import { recordIdSchema } from './words.ts';

/** Records of a customer that a search looks into. */
export const FOUND_RECORDS = ['followUp', 'saleItem', 'saleNumber', 'saleNotes', 'paymentNotes', 'attachment'] as const;

export const foundPlaceSchema = z.object({
  /** A field as lists name it (`notes`, `custom:7`, `extra:卡号`), or one of `FOUND_RECORDS`. */
  place: z.string(),
  recordId: recordIdSchema.optional(),
  /** When the record was: an instant, or a civil date. */
  on: z.union([z.number(), z.string()]).optional(),
  /** One line around the words found; `from` to `to` met the search, both 0 when that cannot be told. */
  text: z.string(),
  from: z.int(),
  to: z.int(),
});
export type FoundPlace = z.output<typeof foundPlaceSchema>;

export const duplicateSchema = z.object({
  id: recordIdSchema,
  name: z.string(),
  company: z.string().nullable(),
  phone: z.string().nullable(),
  /** Why it may be the same: `phone`, `wechat`, `email`, `code`, `name`, `nameSound`. */
  reasons: z.array(z.enum(['phone', 'wechat', 'email', 'code', 'name', 'nameSound'])),
  deleted: z.boolean(),
  /** Somebody said that they are two. */
  notSame: z.boolean(),
});
export type Duplicate = z.output<typeof duplicateSchema>;
