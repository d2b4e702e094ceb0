import { describe, expect, it } from 'vitest';
import type { Row, RowStore } from '../../../src-main/core/changes/rows.ts';
import type { Db } from '../../../src-main/core/database/open.ts';
import { dryShelf } from '../../../src-main/core/operations/transfer/shelf.ts';
import { mergePatch } from '../../../src-main/core/operations/transfer/merge-row.ts';
import { seeded } from '../../support/transfer/random.ts';

const inBook = (id: number): Row => ({ id, fields: { name: `老客户${id}`, phones: [{ value: '1' }] }, updatedAt: 0, deletedAt: null, deletedKind: null, aseq: 1 });
const book = { db: null as unknown as Db, today: '2026-01-01' };
const rows = { get: (_: string, id: number) => (id <= 20 ? inBook(id) : null) } as unknown as RowStore;

describe('the shelf of a preview', () => {
  it('decides about repeats the same, whether their rows are kept or packed', () => {
    const random = seeded(11);
    for (let run = 0; run < 20; run++) {
      const [few, all] = [dryShelf({ ...book, rows }, 5), dryShelf({ ...book, rows }, 100_000)];
      const value = () => random.pick(['', '甲', '乙', '丙']);
      for (let step = 0, created = 0; step < 400; step++) {
        const incoming = { name: '客户', notes: value(), title: value(), phones: [{ value: value() || '9' }], extra: { 积分: value() } };
        if (created === 0 || random.chance(0.3)) {
          created++;
          expect(few.create(incoming)).toBe(all.create(incoming));
          continue;
        }
        const ref = random.chance(0.2) ? 1 + random.int(25) : -1 - random.int(created);
        const known = [few.get(ref), all.get(ref)];
        expect(known[0]).toEqual(known[1]);
        const mode = random.pick(['fill', 'update'] as const);
        const [a, b] = known.map((fields) => fields && mergePatch(fields, incoming, mode));
        if (a && b) expect(few.update(ref, a, incoming)).toBe(all.update(ref, b, incoming));
      }
    }
  });
});
