/** P11: 10,000 durable edits after a bulk load, history and search included, beside a synced write. */
import { write } from '../../src-main/core/changes/write.ts';
import type { BenchBook } from './book.ts';
import { createRandom, DEVICE } from './generate.ts';
import type { Report } from './report.ts';
import { createSyncedWrite, ms, spreadOf, timed, times } from './stats.ts';

const EDITS = 10_000;
const WORDS = ['改约周五', '喜欢靠窗', '要发票', '已回访', '寄样品', '生日送券'];

export async function benchEdits(book: BenchBook, report: Report): Promise<void> {
  await book.derived.ready();
  const random = createRandom(3);
  const probe = createSyncedWrite(book.dir);
  const edits: number[] = [];
  const probes: number[] = [];
  const visible: number[] = [];
  for (let i = 0; i < EDITS; i++) {
    const id = DEVICE * 2 ** 32 + 1 + Math.floor(random() * book.rows);
    const note = `${WORDS[i % WORDS.length]} ${i}`;
    const phone = `139${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
    const patch = i % 4 === 0 ? { phones: [{ value: phone }] } : i % 4 === 1 ? { company: `远山${i}贸易有限公司` } : { notes: note };
    edits.push(timed(() => write(book.deps, { kind: 'customers.update', actor: 'owner', origin: 'local' }, (w) => w.update('customer', id, patch))).ms);
    if (i % 10 === 0) probes.push(probe.once());
    if (i % 100 === 2) {
      const found = timed(() => book.derived.search(note, 5));
      if (!found.value.ids.includes(id)) throw new Error('an edit cannot be found');
      visible.push(found.ms);
    }
    // What the caretaker does in the pauses between a person's edits.
    if (i % 50 === 49) book.db.raw.pragma('wal_checkpoint(PASSIVE)');
    if (i % 500 === 499) book.derived.idle();
  }
  probe.dispose();
  const e = spreadOf(edits);
  const p = spreadOf(probes);
  report.figure('P11', 'durable edit p50 ÷ 16 KiB write + fdatasync p50', times(e.p50 / p.p50), '≤ 4×', e.p50 / p.p50 <= 4, `${ms(e.p50)} ÷ ${ms(p.p50)} ms`);
  report.figure('P11', `slowest of ${EDITS.toLocaleString('en')} edits`, `${ms(e.max)} ms`, '≤ 50 ms', e.max <= 50, `p99 ${ms(e.p99)} ms; slowest synced write in the same run ${ms(p.max)} ms`);
  report.line('durable edit with history and search index', edits);
  report.line('limit: 16 KiB write + fdatasync', probes);
  report.line('search for a text just written', visible);
}
