/** Handler of `export.start`. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { CONSENT_COLUMNS } from '../../../../shared/modules/consents.ts';
import { customerFields } from '../../../../shared/modules/customers.ts';
import { customName } from '../../../../shared/modules/custom-fields.ts';
import { ownerSealOf } from '../../changes/sealed-values.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { Handler } from '../../domain/context.ts';
import { chosenIds, keepIds, quietIds } from '../../domain/customers/index.ts';
import { readSettings } from '../../domain/settings/index.ts';
import type { ExportInput } from './export.job.ts';

/** The stage is computed and leaves with the rest when it is asked for; a file that comes back does not set it. */
const FIELDS = [...customerFields.flatMap(({ name }) => (name === 'custom' ? [] : name === 'verifiedOn' ? [name, ...CONSENT_COLUMNS] : [name])), 'stage'];
const DEFAULT_FIELDS = FIELDS.filter((name) => name !== 'pinyin' && name !== 'stage');

export const startExport: Handler<'export.start'> = ({ book }, { file: token, format, selection, fields, includeQuiet }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const mayOpen = ownerSealOf(book.db) !== null;
  const own = fieldBook(book.db).fields.filter((f) => mayOpen || !f.ownerOnly).map((f) => customName(f.id));
  const unknown = fields?.find((name) => !FIELDS.includes(name) && !own.includes(name));
  if (unknown !== undefined) return err('query.badField', { field: unknown });
  const { kept: chosen, leftOut } = keepIds(chosenIds(book, selection), quietIds(book), includeQuiet);
  const { language } = readSettings(book.db);
  const input: ExportInput = { file, format, fields: fields ?? [...DEFAULT_FIELDS.filter((f) => f !== 'extra'), ...own, 'extra'], ids: chosen, language };
  const jobId = book.jobs.start('export.start', { fileName: file.name, rows: chosen.length }, (job) =>
    book.jobs.inWorker(job, { handler: 'export.run', input }),
  );
  return ok({ jobId, leftOut });
};
