/**
 * Every method × everybody the golden table has a column for: what the rules say, and what a
 * real book answers. The table is text that a person reads and changes by hand when a right is
 * to change; the code must agree with it, and a method that is missing in it fails.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import type { MethodName } from '../../shared/contract/index.ts';
import { asksForProof, verdictOf } from '../../src-main/core/access/permissions.ts';
import { createTestCore, TEST_PASSPHRASE } from '../support/create-test-core.ts';
import type { TestCore } from '../support/create-test-core.ts';
import { KINDS } from './roles.ts';

const names = Object.keys(contract) as MethodName[];
const WORDS: Readonly<Record<string, string>> = { a: 'allow', o: 'own', '-': 'deny' };

const golden = new Map(
  readFileSync(new URL('./roles-golden.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/))
    .map(([method = '', ...cells]) => [method, cells.map((cell) => WORDS[cell] ?? `? ${cell}`)] as const),
);

describe('the table', () => {
  it('has a line for every method and for nothing else', () => {
    expect([...golden.keys()].toSorted()).toEqual([...names].toSorted());
  });

  it.each(KINDS.map((kind, column) => [kind.title, kind, column] as const))('says of %s what the rules say', (_title, kind, column) => {
    const said = Object.fromEntries(names.map((name) => [name, golden.get(name)?.[column]]));
    expect(Object.fromEntries(names.map((name) => [name, verdictOf(name, kind)]))).toEqual(said);
  });
});

/** What holds whatever the table says: written from the promises made to an owner, not from the rules. */
describe('promises', () => {
  const mayCall = (title: string) => names.filter((name) => golden.get(name)?.[KINDS.findIndex((kind) => kind.title === title)] !== 'deny');
  /** Of this computer or of whoever sits there. */
  const isOwnAffair = (name: string) => contract[name as MethodName].access === 'public' || /^(session\.(prove|changePassphrase)|drafts\.set|views\.opened|recent\.note|audit\.note|customers\.contacts|import\.template)$/.test(name);

  it('who may only read changes nothing of the book', () => {
    expect(mayCall('readonly').filter((name) => contract[name].kind !== 'query' && !isOwnAffair(name))).toEqual([]);
  });

  it('nobody but an owner reaches people, keys, places for copies, erasing, other books and the record', () => {
    const owners = names.filter((name) => /^(people|audit|moving|checkUp|bringBack)\.|^backup\.(?!restore|findCopies|status|run|due)|^privacy\.erase|^session\.(confirm|reissue|addOwnerKey|drill|setKeychain)/.test(name) && name !== 'people.list' && name !== 'audit.note');
    for (const kind of KINDS.slice(1)) expect(mayCall(kind.title).filter((name) => owners.includes(name))).toEqual([]);
    expect(owners.length).toBeGreaterThan(25);
  });

  it('nobody without the right takes customers out as a file', () => {
    for (const title of ['staff', 'readonly', 'staff without amounts', 'staff of their own customers']) {
      expect(mayCall(title).filter((name) => /export|^calls\.list/i.test(name))).toEqual([]);
    }
  });

  it('whoever does not see amounts reaches no sale, payment or debt', () => {
    expect(mayCall('staff without amounts').filter((name) => /^(sales|payments|receivables)\./.test(name) && name !== 'sales.settings')).toEqual([]);
  });

  it('who sees their own only is never allowed what may be asked of all customers', () => {
    const allowed = names.filter((name) => golden.get(name)?.[6] === 'allow');
    expect(allowed.filter((name) => /^(customers|segments\.(count|of)|timeline|portrait|history|tasks|followUps|sales\.(list|sums|get)|bulk|import\.(?!template)|export)/.test(name))).toEqual([]);
  });

  it('what is most dangerous asks for the passphrase anew, and people always', () => {
    for (const name of ['people.create', 'people.update', 'people.setPassphrase', 'people.remove'] as const) expect(asksForProof(name)).toBe('always');
    for (const name of ['export.start', 'sales.export', 'privacy.exportPerson', 'privacy.erase', 'backup.addTarget', 'backup.addRemote', 'backup.create', 'audit.export'] as const) expect(asksForProof(name)).toBe('several');
  });
});

/** Ends the sitting, makes books or waits for a server: what anybody may do before a book is open. */
const AT_THE_ENTRANCE = (name: MethodName) => contract[name].access === 'public';

describe('a real book', () => {
  let test: TestCore;
  const ids: number[] = [];
  const passphraseOf = (i: number) => `quiet river ${80 + i} sandal${i}`;
  beforeAll(async () => {
    test = await createTestCore();
    for (const [i, { title, role, rights }] of KINDS.entries()) {
      if (i > 0) ids[i] = (await test.call('people.create', { name: title, role, rights, passphrase: passphraseOf(i) })).id;
    }
  }, 60_000);
  afterAll(() => test.dispose());

  it.each(KINDS.map((kind, i) => [kind.title, i] as const).slice(1))('refuses %s all that the table denies, nothing that it allows, and keeps each refusal in the record', async (title, i) => {
    const open = (passphrase: string, person: number) => test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase, person });
    await test.call('session.lock', {});
    expect((await open(passphraseOf(i), ids[i]!)).ok).toBe(true);
    let denied = 0;
    for (const name of names.filter((one) => !AT_THE_ENTRANCE(one))) {
      for (const junk of [{}, null, { id: 1, constructor: 'x' }, [], 'x']) {
        const result = await test.core.call(name, junk);
        const refused = !result.ok && result.error.code === 'people.denied';
        expect([name, refused]).toEqual([name, golden.get(name)?.[i] === 'deny']);
        if (refused) denied++;
        else if (!result.ok) expect(result.error.code, name).not.toBe('internal');
      }
    }
    await test.call('session.lock', {});
    expect((await open(TEST_PASSPHRASE, 0)).ok).toBe(true);
    const counted = await countDenied(test, title);
    expect(counted).toBe(denied);
  }, 60_000);
});

async function countDenied(test: TestCore, actor: string): Promise<number> {
  let count = 0;
  for (let before: number | undefined, more = true; more; ) {
    const { rows, next } = await test.call('audit.list', { limit: 200, ...(before !== undefined && { before }) });
    count += rows.filter((row) => row.action === 'request.denied' && row.actor === actor).length;
    before = next ?? undefined;
    more = next !== null;
  }
  return count;
}
