/** Thread entry: builds a snapshot from rows another thread sends. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../database/open.ts';
import { createBuilder } from '../builder.ts';
import type { BuildMark } from '../builder.ts';
import { stepBack } from '../../kernel/background-thread.ts';
import type { FieldFacts } from '../fields/stored-fields.ts';
import { existingRows } from '../rebuild.ts';
import type { RowPacket } from './row-codec.ts';
import { unpackCustomers, unpackRows } from './row-codec.ts';

export interface BuilderStart {
  readonly path: string;
  readonly key: Uint8Array<ArrayBuffer>;
  readonly bookId: string;
  readonly fields?: FieldFacts;
  /** The book whose present rows come first. */
  readonly existing: { readonly bookPath: string; readonly bookKey: Uint8Array<ArrayBuffer> } | null;
}

export type BuilderMessage =
  | { readonly type: 'rows'; readonly rows: RowPacket }
  | { readonly type: 'packed'; readonly rows: Uint8Array }
  | { readonly type: 'finish'; readonly mark: BuildMark }
  | { readonly type: 'abandon' };

const port = parentPort!;
stepBack();
const start = workerData as BuilderStart;
const builder = createBuilder(start);
if (start.existing) {
  const db = openDatabase(start.existing.bookPath, { key: start.existing.bookKey, readonly: true, cacheMiB: 4 });
  // What is committed from here on comes as messages, so it must not be seen by the read below.
  db.raw.exec('BEGIN');
  db.raw.prepare('SELECT max(id) FROM customer').get();
  port.postMessage('ready');
  builder.add(existingRows(db));
  db.close();
} else {
  port.postMessage('ready');
}
port.on('message', (message: BuilderMessage) => {
  if (message.type === 'rows') builder.add(unpackRows(message.rows));
  else if (message.type === 'packed') builder.add(unpackCustomers(message.rows));
  else if (message.type === 'finish') builder.finish(message.mark);
  else builder.abandon();
  port.postMessage(message.type);
  if (message.type === 'rows' || message.type === 'packed') return;
  start.key.fill(0);
  start.existing?.bookKey.fill(0);
  port.close();
});
