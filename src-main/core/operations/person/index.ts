/** Everything about one person in one archive: a page to read, the same for programs, and their files. */
import { texts } from '../../../../shared/i18n/index.ts';
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { Row } from '../../changes/rows.ts';
import { ownerSealOf, unsealed } from '../../changes/sealed-values.ts';
import { noteEvent } from '../../changes/write.ts';
import type { ChosenFile, Handler, JobContext, OpenBook } from '../../domain/context.ts';
import { readSettings } from '../../domain/settings/index.ts';
import { utf8, writeChosen } from '../transfer/index.ts';
import { collectPerson } from './collect.ts';
import type { Person } from './collect.ts';
import { personJson } from './machine.ts';
import { personPage } from './page.ts';
import { personParts } from './parts.ts';
import { writeZip } from './zip-writer.ts';
import type { ZipMember } from './zip-writer.ts';

const exportPerson: Handler<'privacy.exportPerson'> = ({ book, actor }, { id, file: token }) => {
  const row = book.rows.get('customer', id);
  if (!row || row.deletedKind === 2) return err('record.missing', { entity: 'customer', id });
  const file = book.file(token);
  if (!file) return err('file.missing');
  const { language } = readSettings(book.db);
  const jobId = book.jobs.start('privacy.exportPerson', { fileName: file.name }, (job) => write(book, job, { row, file, language, actor }));
  return ok({ jobId });
};

interface Wanted {
  readonly row: Row;
  readonly file: ChosenFile;
  readonly language: Language;
  readonly actor: string;
}

async function write(book: OpenBook, job: JobContext, { row, file, language, actor }: Wanted) {
  const person = unsealed(ownerSealOf(book.db), collectPerson(book, row, language)) as Person;
  const made = new Date(book.clock.now());
  const lost = await lostFiles(book, job, person);
  const kept = person.files.filter(({ id }) => !lost.has(id));
  const { name: title } = row.fields as { name: string };
  const { person: words } = texts[language];
  const put = (text: string, values: Readonly<Record<string, string>>) => text.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
  const head = { language, title: put(words.sheet.title, { name: title }), made: put(words.sheet.made, { date: made.toLocaleDateString('sv') }), nothing: words.sheet.nothing, foot: words.sheet.foot };
  const members: ZipMember[] = [
    { name: words.page, content: () => utf8(personPage(head, personParts(person, language, lost))) },
    { name: 'data.json', content: () => utf8([personJson(person, { made, language })]) },
    ...kept.map(({ path, blob }): ZipMember => ({ name: path, content: () => book.blobs.read(blob) })),
  ];
  noteEvent(book.write, 'export.person', actor, 1);
  await writeChosen(file, stoppable(job, writeZip(members, made)));
  return { files: kept.length, lost: lost.size };
}

/** Reads every file once: what is damaged is told on the page instead of spoiling the archive. */
async function lostFiles(book: OpenBook, job: JobContext, { files }: Person): Promise<ReadonlySet<number>> {
  const lost = new Set<number>();
  for (const [done, { id, blob }] of files.entries()) {
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    job.progress('read', done, files.length);
    if ((await book.blobs.verify(blob)) !== 'sound') lost.add(id);
  }
  return lost;
}

async function* stoppable(job: JobContext, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    yield piece;
  }
}

export const personRoutes = { 'privacy.exportPerson': exportPerson };
