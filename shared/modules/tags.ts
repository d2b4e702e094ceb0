/** Tags: coloured words in groups that customers carry. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { emptySchema, recordIdSchema } from './words.ts';

export const tagSchema = z.object({
  id: recordIdSchema,
  name: z.string(),
  groupName: z.string().nullable(),
  /** One of the palette's hue names. */
  color: z.string(),
  count: z.int(),
});
export type Tag = z.output<typeof tagSchema>;
export const tagColors = ['teal', 'blue', 'violet', 'rose', 'amber', 'green', 'slate', 'orange'] as const;

export const tagMethods = {
  'tags.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ tags: z.array(tagSchema) }),
    errors: [],
    about: 'All tags with their groups and how many customers have each.',
  }),
  'tags.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      name: z.string().trim().min(1).max(60),
      groupName: z.string().trim().max(60).nullable().default(null),
      color: z.enum(tagColors).default('teal'),
    }),
    output: tagSchema,
    errors: ['tag.exists'],
    about: 'Makes a tag; names are unique regardless of letter case.',
  }),
  'tags.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      id: recordIdSchema,
      patch: z
        .strictObject({
          name: z.string().trim().min(1).max(60),
          groupName: z.string().trim().max(60).nullable(),
          color: z.enum(tagColors),
        })
        .partial(),
    }),
    output: tagSchema,
    errors: ['tag.exists', 'record.missing'],
    about: 'Renames or recolours a tag everywhere at once.',
  }),
  'tags.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Deletes a tag; customers keep a silent reference until undo is gone.',
  }),
} as const;
