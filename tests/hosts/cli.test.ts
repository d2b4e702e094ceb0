/** The `regulars` command as a script sees it: a process with arguments, three streams and an exit code. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRoot } from '../../build/paths.ts';
import { contract } from '../../shared/contract/index.ts';
import { orSkip, startWebdavServer } from '../support/storage-servers.ts';

const PASSPHRASE = 'seven quiet lanterns over the harbour';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  json(): Record<string, never>;
}

describe('the regulars command', () => {
  let folder: string;
  let book: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-cli-'));
    book = join(folder, 'book');
    await writeFile(join(folder, 'pass'), `${PASSPHRASE}\n`);
    await writeFile(join(folder, 'a.csv'), '姓名,手机,生日\n李雷,13911112222,1990-02-03\n韩梅梅,13700001111,1991-13-45\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (args: readonly string[], stdin = '', onErr: (child: { kill(signal: 'SIGINT'): void }, text: string) => void = () => undefined, program = 'src-main/hosts/node/cli.ts') =>
    new Promise<Ended>((resolve) => {
      const child = spawn(process.execPath, [fromRoot(program), ...args], { cwd: folder, env: { ...process.env, REGULARS_HOME: join(folder, 'home'), LANG: 'en_US.UTF-8', LC_ALL: '' } });
      let out = '';
      let err = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text;
        onErr(child, text);
      });
      child.once('close', (code) => resolve({ code, out, err, json: () => JSON.parse(out) as Record<string, never> }));
      child.stdin.end(stdin);
    });
  const open = (...args: string[]) => run([...args, '--book', 'book', '--json', '--passphrase-file', 'pass']);

  it('explains itself in both languages, with every command and exit code', async () => {
    for (const [lang, word] of [['en', 'Exit codes'], ['zh-CN', '退出码']] as const) {
      const { code, out } = await run(['--help', '--lang', lang]);
      expect(code).toBe(0);
      for (const part of [word, 'create', 'import', 'undo-import', 'search', 'list', 'show', 'export', 'backup', 'verify', 'targets', 'restore', 'repair', 'audit', 'methods', 'call', 'serve', '130']) expect(out).toContain(part);
    }
    expect((await run(['import', '--help'])).out).toContain('"columns"');
  });

  it('refuses a wrong line with the usage and exit code 2', async () => {
    const lines = [[], ['serach', 'x'], ['search', 'x', '--book', 'book', '--wrong'], ['search', '--book', 'book'], ['list'], ['list', '--book', 'book', '--limit', 'many'], ['search', 'x', '--book', 'book', '--passphrase', 'in the open'], ['export', 'x.pdf', '--book', 'book']];
    const ended = await Promise.all(lines.map((line) => run(line)));
    expect(ended.map(({ code }) => code)).toEqual(lines.map(() => 2));
    for (const { out, err } of ended) {
      expect(out).toBe('');
      expect(err).toContain('Usage:');
    }
    expect((await run(['list', '--book', 'book'])).err).toContain('--passphrase-file');
  });

  it('lists every method of the contract with the schema of its input', async () => {
    const { methods } = (await run(['methods', '--json'])).json() as unknown as { methods: { name: string; input: { type?: string; anyOf?: { type?: string }[]; oneOf?: { type?: string }[] } }[] };
    expect(methods.map((method) => method.name)).toEqual(Object.keys(contract));
    for (const { name, input } of methods) expect(new Set((input.oneOf ?? input.anyOf ?? [input]).map((one) => one.type)), name).toEqual(new Set(['object']));
  });

  it('makes a book, imports into it, finds, exports, and undoes the import', async () => {
    const made = await open('create', '--name', '店', '--preset', 'retail');
    expect([made.code, Object.keys(made.json())]).toEqual([0, ['bookId', 'recoveryCode']]);
    expect((await open('create')).code).toBe(4);

    const dry = await open('import', 'a.csv', '--dry-run');
    expect(dry.json()).toMatchObject({ importId: null, rows: 2, created: 1, errorFile: null });
    expect((await open('list')).json()).toMatchObject({ customers: [], total: 0 });

    const imported = await open('import', 'a.csv');
    expect(imported.code).toBe(0);
    expect(imported.json()).toMatchObject({ rows: 2, created: 1, updated: 0, skipped: 0, possibleDuplicates: 0, errors: [{ row: 3, column: '生日', code: 'date.impossible' }], errorFile: join(folder, 'a.csv.errors.csv') });
    expect(imported.err).not.toBe('');
    expect(await readFile(join(folder, 'a.csv.errors.csv'), 'utf8')).toContain('韩梅梅');

    const { customers } = (await open('search', 'll')).json() as unknown as { customers: { id: number; name: string; phones: { value: string }[] }[] };
    expect(customers.map(({ name, phones }) => [name, phones[0]?.value])).toEqual([['李雷', '13911112222']]);
    expect((await open('show', String(customers[0]?.id))).json()).toMatchObject({ name: '李雷', birthday: 'S1990-02-03' });
    expect((await open('show', '1')).code).toBe(7);

    expect((await open('person', String(customers[0]?.id), '--to', 'li.zip')).json()).toEqual({ file: join(folder, 'li.zip'), files: 0, lost: 0 });
    expect((await readFile(join(folder, 'li.zip'))).includes('李雷')).toBe(true);
    expect((await open('person', String(customers[0]?.id))).code).toBe(2);
    expect((await open('export', 'out.csv')).json()).toEqual({ file: join(folder, 'out.csv'), rows: 1, leftOut: 0 });
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toContain('李雷');
    expect((await open('export', 'out.csv')).code).toBe(5);

    expect((await open('undo-import', String(imported.json()['importId']))).code).toBe(0);
    expect((await open('list', '--filter', '[{"field":"name","op":"contains","value":"李"}]', '--sort', 'name:desc')).json()).toMatchObject({ total: 0 });
  });

  it('maps columns as a file says', async () => {
    await writeFile(join(folder, 'map.json'), JSON.stringify({ columns: { 姓名: 'name', '#2': { field: 'phones', label: '店里' }, '*': 'ignore' } }));
    expect((await open('import', 'a.csv', '--map', 'map.json', '--tag', '新')).json()).toMatchObject({ created: 2, errors: [] });
    const { customers } = (await open('list')).json() as unknown as { customers: { phones: unknown; tags: unknown; birthday: unknown }[] };
    expect(customers.map(({ phones, tags, birthday }) => [phones, tags, birthday])).toContainEqual([[{ value: '13911112222', label: '店里' }], ['新'], null]);
    await writeFile(join(folder, 'map.json'), JSON.stringify({ columns: { 没有: 'name' } }));
    expect((await open('import', 'a.csv', '--map', 'map.json')).code).toBe(2);
    expect((await open('import', 'none.csv')).code).toBe(5);
    const folders = [await open('import', 'book'), await open('import', 'a.csv', '--map', 'book'), await run(['restore', 'book', '--to', 'new', '--json'])];
    for (const refused of folders) expect([refused.code, refused.json()]).toMatchObject([5, { error: { code: 'file.folder', file: book } }]);
  });

  it('gives the possible duplicates it left out in the error file, with nothing else wrong', async () => {
    await writeFile(join(folder, 'twins.csv'), '姓名,公司\n周远,青禾\n周远,青禾\n');
    const ended = (await open('import', 'twins.csv', '--duplicates', 'skip')).json() as unknown as Record<string, unknown>;
    expect(ended).toMatchObject({ created: 1, possibleDuplicates: 1, errorRows: 0, errors: [{ row: 3, code: 'duplicate.possible' }] });
    expect(ended['errorFile']).toBe(join(folder, 'twins.csv.errors.csv'));
    expect(await readFile(join(folder, 'twins.csv.errors.csv'), 'utf8')).toMatch(/^\ufeff.*\r\n3,[^,]+,周远,青禾\r\n$/);
    expect((await open('undo-import', String(ended['importId']))).code).toBe(0);
  });

  it('calls any method, and waits for its job', async () => {
    expect((await open('call', 'customers.create', '{"name":"Zoe"}')).json()).toMatchObject({ name: 'Zoe' });
    expect((await open('call', 'import.inspect', '{"file":"a.csv"}')).json()).toMatchObject({ rows: 2 });
    expect((await open('call', 'customers.get', '{"id":"x"}')).code).toBe(2);
    expect((await open('call', 'no.such')).json()).toMatchObject({ error: { code: 'request.unknownMethod' } });
    expect((await open('call', 'data.check')).json()).toMatchObject({ job: { state: 'done' } });
    expect((await run(['call', 'prefs.get'])).code).toBe(0);
  });

  it('opens the book as the person named, who may do what that person may', async () => {
    const rights = { export: false, delete: false, seeAmounts: false, seePhones: false, ownOnly: false };
    await writeFile(join(folder, 'mei'), 'quiet river 88 sandal\n');
    await open('call', 'people.create', JSON.stringify({ name: '小美', role: 'readonly', rights, passphrase: 'quiet river 88 sandal' }));
    const asMei = (...args: string[]) => run([...args, '--book', 'book', '--json', '--passphrase-file', 'mei', '--person', '小美']);
    expect((await asMei('list')).code).toBe(0);
    expect((await asMei('call', 'customers.create', '{"name":"Zoe"}')).json()).toMatchObject({ error: { code: 'people.denied' } });
    const nobody = await run(['list', '--book', 'book', '--json', '--passphrase-file', 'mei', '--person', '小林']);
    expect([nobody.code, nobody.json()]).toMatchObject([3, { error: { code: 'people.gone' } }]);
  });

  it('takes the passphrase from standard input, and tells a wrong one', async () => {
    const asked = (stdin: string) => run(['list', '--book', 'book', '--json', '--passphrase-stdin'], stdin);
    expect((await asked(`${PASSPHRASE}\r\n`)).code).toBe(0);
    const wrong = await asked('something else');
    expect([wrong.code, wrong.json()]).toMatchObject([3, { error: { code: 'vault.wrongSecret' } }]);
    expect((await run(['list', '--book', 'nowhere', '--json', '--passphrase-file', 'pass'])).json()).toMatchObject({ error: { code: 'vault.missing' } });
  });

  it('prints tables that line up under Chinese headings', async () => {
    const { out } = await run(['list', '--book', 'book', '--lang', 'zh-CN', '--passphrase-file', 'pass']);
    const width = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0);
    // A whole cell: an id may hold the same digits.
    const phoneColumn = /(?<=\s)(电话|13\d{9})(?=\s|$)/;
    const lines = out.split('\n').filter((line) => phoneColumn.test(line));
    const starts = lines.map((line) => width(line.slice(0, line.search(phoneColumn))));
    expect(lines.length).toBe(3);
    expect(new Set(starts).size).toBe(1);
  });

  it('backs up and restores into a new folder only', async () => {
    expect((await open('backup', 'b.regulars')).json()).toMatchObject({ file: join(folder, 'b.regulars') });
    const restore = (to: string) => run(['restore', 'b.regulars', '--to', to, '--json', '--passphrase-file', 'pass']);
    expect(await restore('again').then((ended) => [ended.code, ended.json()])).toMatchObject([0, { dir: join(folder, 'again') }]);
    expect((await run(['list', '--book', 'again', '--json', '--passphrase-file', 'pass'])).json()).toMatchObject({ total: 3 });
    expect((await restore('again')).code).toBe(2);
    expect((await readdir(folder)).filter((name) => name.startsWith('.regulars'))).toEqual([]);
    expect((await open('backup', 'b.regulars')).code).toBe(5);
  });

  it('repairs a damaged book, first as a trial', { timeout: 60_000 }, async () => {
    const file = join(folder, 'again', 'crm.db');
    const whole = await readFile(file);
    whole[500]! ^= 1;
    await writeFile(file, whole);
    const at = (...args: string[]) => run([...args, '--book', 'again', '--json', '--passphrase-file', 'pass']);
    expect((await at('list')).code).toBe(4);
    const trial = await at('repair', '--dry-run', '--no-backup');
    expect([trial.code, trial.json()]).toMatchObject([0, { missing: [], changes: 0, aside: null, damage: [{ code: 'pages', count: 1 }] }]);
    expect((await readFile(file)).equals(whole)).toBe(true);
    const done = await at('repair', '--from', 'b.regulars');
    expect([done.code, done.json()]).toMatchObject([0, { missing: [], aside: expect.stringContaining('again.damaged-') as string }]);
    expect((await at('list')).json()).toMatchObject({ total: 3 });
    // Of pages 2 on nothing is left, and no backup is allowed: the exit code says that something is missing.
    const most = await readFile(file);
    for (let page = 2; page < most.length / 4096; page++) most[page * 4096 + 100]! ^= 1;
    await writeFile(file, most);
    const bad = await at('repair', '--dry-run', '--no-backup');
    expect([bad.code, bad.json()]).toMatchObject([8, { unnamed: null }]);
  });

  it('keeps copies in places, proves them, and tells a scheduler when one is damaged', { timeout: 120_000 }, async () => {
    await mkdir(join(folder, 'usb'), { recursive: true });
    const { targets } = (await open('targets', '--add', 'usb')).json() as unknown as { targets: { id: string }[] };
    expect(targets).toMatchObject([{ id: 'ring' }, { folder: join(folder, 'usb', 'Regulars'), state: 'here' }]);
    expect((await open('backup')).json()).toMatchObject({ written: 2, failed: [] });
    expect((await open('verify')).json()).toMatchObject({ proofs: [{ ok: true, customers: expect.any(Number) }, { ok: true }] });
    const [name] = (await readdir(join(folder, 'usb', 'Regulars'))).filter((one) => one.endsWith('.regulars'));
    await truncate(join(folder, 'usb', 'Regulars', name!), 5000);
    const bad = await open('verify');
    expect([bad.code, bad.json()]).toMatchObject([8, { proofs: [{ ok: true }, { ok: false, customers: null }] }]);
    expect((await open('targets', '--remove', targets[1]!.id)).json()).toMatchObject({ targets: [{ id: 'ring' }] });
  });

  it('keeps copies on a server, whose password comes from a file', { timeout: 120_000 }, async (ctx) => {
    const server = await orSkip('the WebDAV server', () => startWebdavServer());
    if (server === null) return ctx.skip('the WebDAV server does not start here');
    const { connection, front } = server;
    try {
      await writeFile(join(folder, 'dav-pass'), `${connection.secret}\n`);
      const add = ['targets', '--webdav', connection.url, '--user', connection.user];
      expect((await open(...add)).code).toBe(2);
      const added = await open(...add, '--secret-file', 'dav-pass');
      expect(added.out + added.err).not.toContain(connection.secret);
      const { targets } = added.json() as unknown as { targets: { id: string; kind: string }[] };
      expect(targets.map(({ kind }) => kind)).toEqual(['ring', 'webdav']);
      expect((await open('backup')).json()).toMatchObject({ written: 2, failed: [], waiting: [] });
      expect((await open('verify')).json()).toMatchObject({ proofs: [{ ok: true }, { ok: true, unread: null }] });
      front.set(() => ({ status: 503 }));
      expect((await open('backup')).json()).toMatchObject({ written: 1, waiting: [{ code: 'place.busy' }] });
      const unread = await open('verify');
      expect([unread.code, unread.json()]).toMatchObject([1, { proofs: [{ ok: true }, { ok: false, unread: 'place.busy' }] }]);
      expect((await run(['targets', '--book', 'book', '--lang', 'zh-CN', '--passphrase-file', 'pass'])).out).toContain('服务器正忙');
      expect((await open('targets', '--remove', targets[1]!.id)).json()).toMatchObject({ targets: [{ id: 'ring' }] });
    } finally {
      await server.stop();
    }
  });

  it('restores from a server on a computer that has nothing', { timeout: 240_000 }, async (ctx) => {
    const server = await orSkip('the WebDAV server', () => startWebdavServer());
    if (server === null) return ctx.skip('the WebDAV server does not start here');
    const { connection } = server;
    try {
      await writeFile(join(folder, 'dav-pass'), `${connection.secret}\n`);
      const at = (...args: string[]) => run([...args, '--book', 'shipped', '--json', '--passphrase-file', 'pass']);
      expect((await at('create', '--name', '店')).code).toBe(0);
      expect((await at('call', 'customers.create', '{"name":"王小明"}')).code).toBe(0);
      expect((await at('targets', '--webdav', connection.url, '--user', connection.user, '--secret-file', 'dav-pass')).code).toBe(0);
      expect((await at('backup')).json()).toMatchObject({ written: 2 });
      // What lies there, and the newest of it.
      const dav = ['--webdav', connection.url, '--user', connection.user, '--secret-file', 'dav-pass', '--json'];
      const { copies } = (await run(['restore', '--list', ...dav])).json() as unknown as { copies: { name: string }[] };
      expect(copies).toMatchObject([{ name: expect.stringMatching(/^regulars-.*\.regulars$/) as string, sizeBytes: expect.any(Number) as number }]);
      expect((await run(['restore', '--to', 'from-dav', ...dav, '--passphrase-file', 'pass'])).json()).toMatchObject({ dir: join(folder, 'from-dav') });
      expect((await run(['list', '--book', 'from-dav', '--json', '--passphrase-file', 'pass'])).json()).toMatchObject({ total: 1 });
      const other = ['restore', '--to', 'other', '--passphrase-file', 'pass'];
      expect((await run([...other, ...dav, '--copy', copies[0]!.name.replace('regulars-', 'regulars-0')])).code).toBe(7);
      expect((await run([...other, 'dav-pass', ...dav])).code).toBe(2);
      expect((await run(['restore', '--list', '--json'])).code).toBe(2);
      expect(existsSync(join(folder, 'other'))).toBe(false);
    } finally {
      await server.stop();
    }
  });

  it('changes the key, shows the new recovery code once, and makes a backup with it at every place', { timeout: 120_000 }, async () => {
    const at = (...args: string[]) => run([...args, '--book', 'rotated', '--json', '--passphrase-file', 'pass']);
    expect((await at('create', '--name', '店')).code).toBe(0);
    expect((await at('call', 'customers.create', '{"name":"王小明"}')).code).toBe(0);
    const by = async (secret: string) => {
      await writeFile(join(folder, 'code'), secret);
      return run(['list', '--book', 'rotated', '--json', '--recovery', '--passphrase-file', 'code']);
    };
    const first = await at('rotate-key');
    expect([first.code, first.json()]).toMatchObject([0, { withoutPassphrase: [], backup: { written: 1, places: 1, failed: [] }, backupError: null }]);
    const second = await at('rotate-key');
    expect(second.code).toBe(0);
    const [before, now] = [first, second].map((ended) => (ended.json() as unknown as { recoveryCode: string }).recoveryCode);
    expect((await by(now!)).json()).toMatchObject({ total: 1 });
    expect((await by(before!)).code).toBe(3);
    const wrong = await run(['rotate-key', '--book', 'rotated', '--json', '--recovery', '--passphrase-file', 'code']);
    expect(wrong.code).toBe(2);
    expect((await at('audit', 'verify')).json()).toMatchObject({ ok: true });
  });

  it('verifies the record of operations', async () => {
    expect((await open('audit', 'verify')).json()).toMatchObject({ ok: true, first: 1, badSeq: null });
    expect((await open('audit', 'list')).code).toBe(2);
  });

  it('passes arguments, streams and the exit code through the command of a checkout', async () => {
    const through = (args: readonly string[], stdin = '') => run(args, stdin, undefined, 'build/bin/regulars.js');
    expect(await through(['list', '--book', 'book', '--json', '--passphrase-stdin'], PASSPHRASE)).toMatchObject({ code: 0, err: '' });
    expect((await through(['list'])).code).toBe(2);
    expect((await through(['show', '1', '--book', 'book', '--passphrase-file', 'pass'])).code).toBe(7);
  });

  it('stops an import cleanly at Ctrl+C, and what was written can be undone', async () => {
    const rows = Array.from({ length: 400_000 }, (_, i) => `客户${i},139${String(i).padStart(8, '0')}`);
    await writeFile(join(folder, 'big.csv'), `姓名,手机\n${rows.join('\n')}\n`);
    let told = false;
    const ended = await run(['import', 'big.csv', '--book', 'book', '--json', '--passphrase-file', 'pass'], '', (child, text) => {
      if (!told && /Writing/.test(text)) {
        told = true;
        child.kill('SIGINT');
      }
    }, 'build/bin/regulars.js');
    expect(told).toBe(true);
    expect(ended.code).toBe(130);
    const { importId, created, state } = ended.json() as unknown as { importId: number; created: number; state: string };
    expect(state).toBe('cancelled');
    expect(created).toBeLessThan(400_000);
    expect((await open('undo-import', String(importId))).code).toBe(0);
    expect((await open('list')).json()).toMatchObject({ total: 3 });
    expect(existsSync(join(book, 'vault.json'))).toBe(true);
  });
});
