/** Every method of the contract, whatever it is called: nobody writes these cases by hand for a new method. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMON_ERRORS } from '../../shared/contract/define.ts';
import { contract } from '../../shared/contract/index.ts';
import type { MethodName } from '../../shared/contract/index.ts';
import { errors as en } from '../../shared/i18n/en/errors.ts';
import { errors as zh } from '../../shared/i18n/zh-CN/errors.ts';
import { createTestCore } from '../support/create-test-core.ts';
import type { TestCore } from '../support/create-test-core.ts';

const names = Object.keys(contract) as MethodName[];
/** Ends the session or makes books: called with junk like all, but not with whatever happens to be valid. */
const ENDS_SESSION = new Set<string>(['session.lock', 'books.openSample', 'books.removeSample', 'books.create', 'session.unlock']);

const NASTY: readonly unknown[] = [
  null,
  undefined,
  0,
  NaN,
  'text',
  [],
  [[[[[]]]]],
  true,
  { __proto__: { polluted: true } },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  { id: -1 },
  { id: 1.5 },
  { id: '1' },
  { id: Number.MAX_SAFE_INTEGER + 2 },
  { query: { filter: { all: [{ field: '__proto__', test: { op: 'empty' } }] } } },
  { query: { sort: { field: "name'; DROP TABLE customer; --" } } },
  { text: 'x'.repeat(100_000) },
  { file: '../../etc/passwd' },
  { unexpected: 'key' },
  nested(2000),
];

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let i = 0; i < depth; i++) value = { all: [value] };
  return value;
}

let open: TestCore;
let locked: TestCore;
beforeAll(async () => {
  open = await createTestCore();
  locked = await createTestCore({ book: false });
});
afterAll(async () => {
  await open.dispose();
  await locked.dispose();
});

function allowed(name: MethodName): ReadonlySet<string> {
  return new Set<string>([...contract[name].errors, ...COMMON_ERRORS]);
}

describe.each(names)('%s', (name) => {
  it('answers junk with an error of its own, never with a bug', async () => {
    for (const input of NASTY) {
      const valid = contract[name].input.safeParse(input ?? {}).success;
      if (valid && ENDS_SESSION.has(name)) continue;
      const result = await open.core.call(name, input);
      if (result.ok) expect(valid, JSON.stringify(input)).toBe(true);
      else {
        expect(result.error.code, JSON.stringify(result.error)).not.toBe('internal');
        expect(allowed(name)).toContain(result.error.code);
        if (!valid) expect(result.error.code).toBe('request.invalid');
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('takes any JSON without breaking', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (input) => {
        if (contract[name].input.safeParse(input ?? {}).success) return;
        expect(await open.core.call(name, input)).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
      }),
      { numRuns: 30 },
    );
  });

  it('says that the book is locked before it looks at anything else', async () => {
    if (contract[name].access === 'public') return;
    expect(await locked.core.call(name, {})).toEqual({ ok: false, error: { code: 'session.locked' } });
  });

  it('is refused to somebody without a role', async () => {
    if (contract[name].access === 'public') return;
    expect(await open.core.call(name, {}, { actor: 'constructor' })).toMatchObject({ ok: false, error: { code: 'request.denied' } });
  });

  it('says something about itself', () => {
    expect(contract[name].about.length).toBeGreaterThan(10);
  });
});

describe('error codes', () => {
  const codes = [...new Set([...COMMON_ERRORS, ...names.flatMap((n) => contract[n].errors)])];

  it.each(codes)('%s has a sentence in both languages', (code) => {
    const key = code.replaceAll('.', '_');
    for (const texts of [zh, en] as readonly Record<string, { what: string }>[]) expect(texts[key]?.what.length ?? 0).toBeGreaterThan(3);
  });

  it('an unknown method is refused by name, inherited ones too', async () => {
    for (const name of ['nope', 'constructor', '__proto__', 'toString', '']) {
      expect(await open.core.call(name, {})).toMatchObject({ ok: false, error: { code: 'request.unknownMethod' } });
    }
  });
});
