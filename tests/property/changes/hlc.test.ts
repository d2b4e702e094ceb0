import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatStamp, observe, parseStamp, tick } from '../../../src-main/core/kernel/hlc.ts';
import type { HlcState } from '../../../src-main/core/kernel/hlc.ts';
import { decodeBody, encodeBody } from '../../../src-main/core/changes/codec.ts';
import type { ChangeEntry } from '../../../src-main/core/changes/codec.ts';

const ms = fc.integer({ min: 0, max: 2 ** 47 });
const state: fc.Arbitrary<HlcState> = fc.record({ ms, counter: fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constant(0xffff)) });
const device = fc.integer({ min: 1, max: 2 ** 20 - 1 });

const later = (a: HlcState, b: HlcState) => a.ms > b.ms || (a.ms === b.ms && a.counter > b.counter);

describe('the hybrid clock', () => {
  it('goes forward at every write, however the wall clock jumps', () => {
    fc.assert(
      fc.property(state, fc.array(ms, { minLength: 1, maxLength: 50 }), device, (start, walls, d) => {
        let at = start;
        for (const wall of walls) {
          const next = tick(at, wall);
          expect(later(next, at)).toBe(true);
          expect(formatStamp(next, d) > formatStamp(at, d)).toBe(true);
          at = next;
        }
      }),
    );
  });

  it('is later than both after hearing another device', () => {
    fc.assert(
      fc.property(state, state, ms, (own, remote, wall) => {
        const next = observe(own, remote, wall);
        expect(later(next, own) && later(next, remote)).toBe(true);
        expect(next.ms).toBeGreaterThanOrEqual(wall);
      }),
    );
  });

  it('reads back what it writes, and orders texts as stamps', () => {
    fc.assert(
      fc.property(state, state, device, (a, b, d) => {
        expect(parseStamp(formatStamp(a, d))).toEqual({ ...a, device: d });
        if (later(a, b)) expect(formatStamp(a, d) > formatStamp(b, d)).toBe(true);
      }),
    );
    expect(parseStamp('not a stamp')).toBeNull();
  });
});

const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>;
const fields = fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }).filter((k) => k !== '__proto__'), json, { maxKeys: 6 });
const entry: fc.Arbitrary<ChangeEntry> = fc.record({
  entity: fc.constantFrom('customer', 'tag', 'followUp', 'sale'),
  id: fc.maxSafeNat(),
  op: fc.constantFrom('create', 'update', 'delete', 'restore'),
  prev: fc.nat(),
  before: fields,
  after: fields,
});

describe('the body of a log entry', () => {
  it('comes back as it was, small and plain or large and compressed', () => {
    const codecs = new Set<number>();
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 30 }), (entries) => {
        const { codec, body } = encodeBody(entries);
        codecs.add(codec);
        expect(decodeBody(codec, body)).toEqual(JSON.parse(JSON.stringify(entries)));
      }),
    );
    expect(codecs.size).toBeGreaterThan(1);
  });

  it('is refused when it was cut', () => {
    const { codec, body } = encodeBody(Array.from({ length: 200 }, (_, i) => ({ entity: 'customer' as const, id: i, op: 'create' as const, prev: 0, before: {}, after: { name: `客户${String(i)}` } })));
    expect(codec).not.toBe(0);
    expect(() => decodeBody(codec, body.subarray(0, body.length - 5))).toThrow();
  });
});
