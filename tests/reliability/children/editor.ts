/** Edits a book without end; tells each intention before and each acknowledgement after. */
import { seeded } from '../lib/kill.ts';
import { startChildCore, tell } from '../lib/child-core.ts';

const [dir, seed, known] = process.argv.slice(2) as [string, string, string];
const random = seeded(Number(seed));
const core = await startChildCore(dir, false, { by: 'keychain' });
const ids: number[] = JSON.parse(known) as number[];
for (let n = 0; ; n++) {
  // The first edit pays for loading the dictionaries; kills come after it.
  if (n === 1) tell('R');
  const throwOf = random();
  const id = ids[Math.floor(random() * ids.length)];
  if (id === undefined || throwOf < 0.3) {
    const name = `客户 ${seed}-${String(n)}`;
    tell(`I ${JSON.stringify({ op: 'create', name })}`);
    const made = await core.call('customers.create', { name, phones: [{ value: `138${String(Math.floor(random() * 1e8)).padStart(8, '0')}` }] });
    ids.push(made.id);
    tell(`A ${JSON.stringify({ id: made.id })}`);
  } else if (throwOf < 0.8) {
    const notes = `${seed}-${String(n)} ${'记录'.repeat(Math.floor(random() * 200))}`;
    tell(`I ${JSON.stringify({ op: 'update', id, notes })}`);
    const result = await core.core.call('customers.update', { id, patch: { notes } });
    tell(`A ${JSON.stringify({ ok: result.ok })}`);
  } else {
    const op = throwOf < 0.9 ? 'remove' : 'restore';
    tell(`I ${JSON.stringify({ op, id })}`);
    if (op === 'remove') await core.call('customers.remove', { selection: { ids: [id] } });
    else await core.call('customers.restore', { selection: { ids: [id] } });
    tell('A {}');
  }
}
