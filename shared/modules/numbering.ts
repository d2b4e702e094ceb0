/** Numbers customers get by themselves (自动编号). */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { bulkDoneSchema } from './segments.ts';
import { emptySchema } from './words.ts';

/** Text with {yyyy} {yy} {MM} {dd} and one counter like {####}; the same form numbers of sales have. */
export const numberPatternSchema = z.string().trim().min(1).max(40);

export const numberingMethods = {
  'numbering.get': defineMethod({
    kind: 'query',
    access: 'read',
    /** A pattern that is being typed, to see its next number. */
    input: z.strictObject({ pattern: numberPatternSchema.optional() }),
    output: z.object({
      on: z.boolean(),
      pattern: z.string(),
      /** The number the next customer would get by the pattern asked for. */
      next: z.string(),
      /** Customers that have no number. */
      without: z.int(),
    }),
    errors: ['number.badPattern'],
    about: 'Whether new customers get numbers by themselves, the pattern, and the next number.',
  }),
  'numbering.set': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ on: z.boolean(), pattern: numberPatternSchema }).partial(),
    output: emptySchema,
    errors: ['number.badPattern'],
    about: 'Switches automatic numbers of customers on or off and sets their pattern.',
  }),
  'numbering.fill': defineMethod({
    kind: 'command',
    access: 'write',
    input: emptySchema,
    output: bulkDoneSchema,
    errors: ['selection.busy'],
    about: 'Gives a number to every customer without one, oldest first, as one undoable step; above 1,000 in the background.',
  }),
} as const;
