/** Moving in and out: import with preview and undo, export. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { customFieldKindSchema } from './custom-fields.ts';
import { selectionSchema } from './customers.ts';
import { emptySchema, fileTokenSchema, languageSchema, tableFile, tableStarted } from './words.ts';

export const encodingSchema = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'windows-1252']);

/** How the file is read; everything absent is found by looking. */
export const readOptionsSchema = z.strictObject({
  encoding: encodingSchema.optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: z.string().max(200).optional(),
  /** 1-based row of the headings; 0 = the file has none. */
  headerRow: z.int().min(0).max(1000).optional(),
});
export type ReadOptions = z.output<typeof readOptionsSchema>;

export const dateOrderSchema = z.enum(['ymd', 'mdy', 'dmy']);

/** What becomes of one column of the file. */
export const columnTargetSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('ignore') }),
  /** Kept with the customer under its heading (其他资料). */
  z.strictObject({ to: z.literal('extra') }),
  z.strictObject({
    to: z.literal('field'),
    field: z.string().max(60),
    /** A label for one of several phones, addresses …; parts of a joined value are ordered by `part`. */
    label: z.string().max(40).optional(),
    part: z.enum(['familyName', 'givenName', 'province', 'city', 'district', 'street', 'postcode']).optional(),
    dateOrder: dateOrderSchema.optional(),
    calendar: z.enum(['solar', 'lunar']).optional(),
    /** Of a custom field (`custom:<id>`); the core knows it, whoever sends it. */
    kind: customFieldKindSchema.optional(),
  }),
  /** Makes a field of this column; undo of the import takes it away again. */
  z.strictObject({
    to: z.literal('newField'),
    label: z.string().trim().min(1).max(60),
    kind: customFieldKindSchema.exclude(['formula', 'file', 'link']),
    dateOrder: dateOrderSchema.optional(),
  }),
]);
export type ColumnTarget = z.output<typeof columnTargetSchema>;

export const mappingSchema = z.strictObject({ columns: z.array(columnTargetSchema).max(500) });
export type Mapping = z.output<typeof mappingSchema>;

export const onMatchSchema = z.enum(['skip', 'update', 'fill']);

export const columnSchema = z.object({
  index: z.int(),
  header: z.string(),
  /** The first non-empty values, as text. */
  samples: z.array(z.string()),
  /** What kind of field its values would make. */
  fieldKind: customFieldKindSchema,
  target: columnTargetSchema,
  confidence: z.enum(['sure', 'likely', 'none']),
  /** Dates that can be read two ways: the question to ask, with an example of both readings. */
  ambiguousDate: z
    .object({ example: z.string(), readings: z.array(z.object({ order: dateOrderSchema, date: z.string() })) })
    .nullable(),
});
export type ImportColumn = z.output<typeof columnSchema>;

export const inspectionSchema = z.object({
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  sizeBytes: z.number(),
  encoding: encodingSchema.nullable(),
  encodingCertain: z.boolean(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.object({ name: z.string(), rows: z.int().nullable() })),
  sheet: z.string().nullable(),
  headerRow: z.int(),
  /** The file's first rows as read, to correct the header row by eye. */
  firstRows: z.array(z.array(z.string())),
  columns: z.array(columnSchema),
  /** Rows of data; null while unknown for a large file. */
  rows: z.int().nullable(),
  /** A mapping saved for a file with the same headings was used. */
  savedMapping: z.boolean(),
});
export type Inspection = z.output<typeof inspectionSchema>;

/** Everything an import says about a row or a cell. Each has a sentence in both languages (i18n `transfer.issues`). */
export const issueCodes = [
  'name.missing',
  'name.fromCompany',
  'name.fromPhone',
  'row.total',
  'row.tooManyCells',
  'row.tooManyColumns',
  'row.tooLong',
  'row.cellTooLong',
  'row.quoteUnclosed',
  'cell.error',
  'text.undecodable',
  'text.tooLong',
  'date.ambiguous',
  'date.impossible',
  'date.incomplete',
  'date.unreadable',
  'date.future',
  'birthday.future',
  'phone.notAPhone',
  'phone.unusual',
  'phone.zeroRestored',
  'phone.scientificRecovered',
  'phone.scientificLost',
  'number.digitsLost',
  'email.unusual',
  'choice.unknown',
  'choice.new',
  'date.notLunar',
  'value.notNumber',
  'value.notRating',
  'value.notYesNo',
  'value.notTaken',
  'link.unknown',
  'link.several',
  'rule.required',
  'rule.format',
  'rule.tooSmall',
  'rule.tooLarge',
  'rule.tooShort',
  'rule.tooLong',
  'rule.checkDigit',
  'rule.tooSlow',
  'tag.tooMany',
  'duplicate.possible',
  'match.ambiguous',
] as const;
export const issueCodeSchema = z.enum(issueCodes);
export type IssueCode = z.output<typeof issueCodeSchema>;

export const rowIssueSchema = z.object({
  row: z.int(),
  column: z.string().nullable(),
  code: issueCodeSchema,
  severity: z.enum(['error', 'warning']),
  value: z.string().nullable(),
});
export type RowIssue = z.output<typeof rowIssueSchema>;

const counts = {
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  possibleDuplicates: z.int(),
  errorRows: z.int(),
  warnings: z.int(),
};

export const previewSchema = z.object({
  ...counts,
  /** Examples of each outcome, with the values as they will be written. */
  examples: z.array(
    z.object({
      row: z.int(),
      outcome: z.enum(['new', 'update', 'skip', 'possibleDuplicate', 'error']),
      name: z.string(),
      values: z.record(z.string(), z.unknown()),
      matchId: z.int().nullable(),
      matchName: z.string().nullable(),
      matchedBy: z.string().nullable(),
      issues: z.array(rowIssueSchema),
    }),
  ),
  issues: z.array(rowIssueSchema),
});
export type ImportPreview = z.output<typeof previewSchema>;

export const importSchema = z.object({
  importId: z.int(),
  fileName: z.string(),
  at: z.number(),
  state: z.enum(['running', 'done', 'cancelled', 'interrupted', 'undone', 'failed']),
  ...counts,
  /** Rows in the error file: with errors, and possible duplicates that were to be left out. */
  leftRows: z.int(),
  jobId: z.string().nullable(),
});
export type ImportInfo = z.output<typeof importSchema>;

const FILE_ERRORS = [
  'file.missing',
  'file.folder',
  'file.empty',
  'file.tooLarge',
  'file.notText',
  'file.notWorkbook',
  'file.encrypted',
  'file.oldExcel',
  'file.damaged',
  'file.bomb',
  'file.noSheet',
  'file.noRows',
] as const;

export const transferMethods = {
  'import.inspect': defineMethod({
    kind: 'query',
    access: 'write',
    input: z.strictObject({ file: fileTokenSchema, read: readOptionsSchema.default({}) }),
    output: inspectionSchema,
    errors: FILE_ERRORS,
    about: 'Reads the head of a file: encoding, sheet, header row, columns with samples and a proposed mapping.',
  }),
  'import.preview': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({
      file: fileTokenSchema,
      read: readOptionsSchema.default({}),
      mapping: mappingSchema,
      onMatch: onMatchSchema.default('fill'),
    }),
    output: z.object({ jobId: z.string() }),
    errors: [...FILE_ERRORS, 'import.noName', 'import.ambiguousDate', 'import.badMapping'],
    about: 'Goes through the whole file without writing; the job’s result is what the import would do.',
  }),
  'import.start': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({
      file: fileTokenSchema,
      read: readOptionsSchema.default({}),
      mapping: mappingSchema,
      onMatch: onMatchSchema.default('fill'),
      /** What to do with rows that only look alike: add them, or leave them in the error file. */
      possibleDuplicates: z.enum(['create', 'skip']).default('create'),
      /** A tag put on every customer of this import. */
      tag: z.string().trim().max(60).optional(),
      saveMapping: z.boolean().default(true),
    }),
    output: z.object({ jobId: z.string(), importId: z.int() }),
    errors: [...FILE_ERRORS, 'import.noName', 'import.ambiguousDate', 'import.badMapping', 'import.running'],
    about: 'Imports the file in batches; can be cancelled, and undone as a whole at any time.',
  }),
  'import.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ imports: z.array(importSchema) }),
    errors: [],
    about: 'Past imports, latest first, interrupted ones included.',
  }),
  'import.undo': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({ importId: z.int() }),
    output: z.object({ jobId: z.string() }),
    errors: ['import.missing', 'import.running', 'import.undone'],
    about: 'Takes a whole import back, updates included; later hand edits are kept and listed in the result.',
  }),
  'import.resume': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({ importId: z.int(), file: fileTokenSchema }),
    output: z.object({ jobId: z.string(), importId: z.int() }),
    errors: [...FILE_ERRORS, 'import.missing', 'import.otherFile', 'import.running'],
    about: 'Goes on with an interrupted import from the row where it stopped; the same file must be given again.',
  }),
  'import.errorFile': defineMethod({
    kind: 'command',
    access: 'read',
    input: z.strictObject({ importId: z.int(), file: fileTokenSchema }),
    output: z.object({ rows: z.int() }),
    errors: ['import.missing', 'import.noErrors'],
    about: 'Writes the rows that were not imported, with the reason per row and cell, as CSV to a file the user chose.',
  }),
  'import.template': defineMethod({
    kind: 'command',
    access: 'read',
    input: z.strictObject({ file: fileTokenSchema, format: z.enum(['csv', 'xlsx']), language: languageSchema }),
    output: z.object({ columns: z.int() }),
    errors: ['file.missing'],
    about: 'Writes an empty table to fill in: headings of all fields a file can bring, the book’s own among them.',
  }),
  'export.start': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({
      ...tableFile,
      selection: selectionSchema.default({ query: {}, except: [] }),
      fields: z.array(z.string().max(60)).max(100).optional(),
    }),
    output: tableStarted,
    errors: ['query.badField'],
    about: 'Writes the chosen customers as CSV (UTF-8 with BOM) or XLSX to a file the user chose.',
  }),
} as const;
