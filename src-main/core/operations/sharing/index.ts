/** Views as files: written for another book, read from one. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { viewMethods } from '../../../../shared/modules/views.ts';
import { noteEvent } from '../../changes/write.ts';
import type { Handler, Routes } from '../../domain/context.ts';
import { addView, allViews, freeName } from '../../domain/views/index.ts';
import { openChosen, writeChosen } from '../transfer/index.ts';
import { MAX_VIEW_FILE, readViewFile, viewFileSchema, writeViewFile } from './view-file.ts';

const exportView: Handler<'views.export'> = async ({ book, actor }, { id, file: token }) => {
  const view = allViews(book.db).find((v) => v.id === id);
  if (!view) return err('record.missing', { entity: 'view', id });
  const file = book.file(token);
  if (!file) return err('file.missing');
  await writeChosen(file, once(Buffer.from(`${JSON.stringify(writeViewFile(book, view.name, view.body), null, 2)}\n`)));
  noteEvent(book.write, 'export.view', actor);
  return ok({});
};

 
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const importView: Handler<'views.import'> = async ({ book, actor }, { file: token }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const source = await openChosen(file);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.stream()) {
    size += piece.length;
    if (size > MAX_VIEW_FILE) return err('view.badFile', { name: file.name });
    pieces.push(piece);
  }
  const read = parse(Buffer.concat(pieces).toString('utf8'));
  if (!read) return err('view.badFile', { name: file.name });
  const { body, unknown } = readViewFile(book, read);
  return ok({ view: addView(book, actor, { name: freeName(book, read.name), body, pinned: true }), unknown });
};

function parse(text: string) {
  try {
    const parsed = viewFileSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const sharingRoutes: Routes<keyof typeof viewMethods & ('views.export' | 'views.import')> = { 'views.export': exportView, 'views.import': importView };
