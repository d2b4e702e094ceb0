import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { READ_PART_BYTES } from '../../../shared/modules/attachments.ts';
import type { Attachment } from '../../../shared/modules/attachments.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

const DAY_MS = 86_400_000;
const SECRET = { type: 'passphrase' as const, passphrase: TEST_PASSPHRASE };

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

function blobFiles(dir = t.bookDir): string[] {
  const root = join(dir, 'blobs');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((e) => (e.isFile() ? [join(e.parentPath, e.name)] : []));
}
async function customer(name = '王小明'): Promise<number> {
  return (await t.call('customers.create', { name })).id;
}
async function add(customerId: number, name: string, bytes: Uint8Array): Promise<Attachment> {
  const path = join(t.dir, name);
  writeFileSync(path, bytes);
  const { jobId } = await t.call('attachments.add', { customerId, file: t.file(path) });
  const job = await t.job(jobId);
  if (job.state !== 'done') throw new Error(JSON.stringify(job.error));
  return job.result as Attachment;
}
async function contentOf(id: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const part: { data: string; next: number | null } = await t.call('attachments.read', { id, offset });
    parts.push(Buffer.from(part.data, 'base64'));
    offset = part.next;
  }
  return Buffer.concat(parts);
}
const noise = (bytes: number, seed = 1) => {
  const out = Buffer.alloc(bytes);
  for (let i = 0, x = seed; i < bytes; i += 4) out.writeInt32LE((x = (Math.imul(x, 1_103_515_245) + 12_345) | 0), Math.min(i, bytes - 4));
  return out;
};

describe('attachments', () => {
  it('gives back what was put in, byte for byte, whatever its length', async () => {
    const c = await customer();
    for (const size of [1, 262_144, 262_145, READ_PART_BYTES, READ_PART_BYTES * 2 + 7]) {
      const bytes = noise(Math.max(4, size)).subarray(0, size);
      const made = await add(c, `f-${size}.bin`, bytes);
      expect(made.sizeBytes).toBe(size);
      expect((await contentOf(made.id)).equals(bytes)).toBe(true);
    }
    const list = await t.call('attachments.list', { customerId: c });
    expect(list.total).toBe(5);
    expect(list.sizeBytes).toBe(list.rows.reduce((sum, row) => sum + row.sizeBytes, 0));
  });

  it('stores the same content once, for any number of customers and names', async () => {
    const [a, b] = [await customer('甲'), await customer('乙')];
    const bytes = Buffer.from('合同正文');
    await add(a, '合同.txt', bytes);
    await add(b, 'copy.txt', bytes);
    expect(blobFiles()).toHaveLength(1);
    expect(await t.call('attachments.totals', {})).toEqual({ files: 1, sizeBytes: bytes.length, attachments: 2 });
  });

  it('leaves nothing readable on the disk, not even what a plain hash would tell', async () => {
    const bytes = Buffer.from('绝密-附件-内容-7788');
    await add(await customer(), '身份证.txt', bytes);
    const plainHash = createHash('sha256').update(bytes).digest('hex');
    for (const file of readdirSync(t.bookDir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())) {
      const path = join(file.parentPath, file.name);
      expect(readFileSync(path).includes('绝密-附件'), path).toBe(false);
      expect(path.includes(plainHash) || path.includes('身份证')).toBe(false);
    }
  });

  it.each([
    ['photo.dat', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]), 'image/png'],
    ['a.txt', Buffer.from('%PDF-1.7\n…'), 'application/pdf'],
    ['page.html', Buffer.from('<script>alert(1)</script>'), 'text/plain'],
    ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'text/plain'],
    ['表.xlsx', Buffer.from([0x50, 0x4b, 3, 4]), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['x.jpg', Buffer.from([0, 1, 2, 3]), 'application/octet-stream'],
  ])('knows %s by its content', async (name, bytes, mime) => {
    expect((await add(await customer(), name, bytes)).mime).toBe(mime);
  });

  it('is taken off and brought back by undo, and its file stays meanwhile', async () => {
    const c = await customer();
    const made = await add(c, 'a.txt', Buffer.from('hello'));
    await t.call('attachments.remove', { id: made.id });
    expect((await t.call('attachments.list', { customerId: c })).rows).toEqual([]);
    expect(await t.fail('attachments.read', { id: made.id })).toMatchObject({ code: 'record.missing' });
    expect(blobFiles()).toHaveLength(1);
    await t.call('undo.undo', {});
    expect((await contentOf(made.id)).toString()).toBe('hello');
    await t.call('undo.undo', {});
    expect((await t.call('attachments.list', { customerId: c })).total).toBe(0);
  });

  it('keeps the file as long as anything wants it, and removes it after the bin has had its time', async () => {
    const [a, b] = [await customer('甲'), await customer('乙')];
    const one = await add(a, 'a.txt', Buffer.from('shared'));
    const two = await add(b, 'b.txt', Buffer.from('shared'));
    const reopen = async () => {
      await t.call('session.lock', {});
      await t.core.openFolder(t.bookDir, SECRET);
    };
    await t.call('attachments.remove', { id: one.id });
    t.clock.advance(100 * DAY_MS);
    await reopen();
    expect(blobFiles()).toHaveLength(1);
    await t.call('attachments.remove', { id: two.id });
    t.clock.advance(80 * DAY_MS);
    await reopen();
    expect(blobFiles()).toHaveLength(1);
    t.clock.advance(20 * DAY_MS);
    await reopen();
    // The sweep runs beside the opening; closing waits for it.
    await t.call('session.lock', {});
    expect(blobFiles()).toEqual([]);
  });

  it('removes at the next opening what a crash left without a row', async () => {
    const kept = await add(await customer(), 'a.txt', Buffer.from('wanted'));
    const [file] = blobFiles();
    const stray = join(t.bookDir, 'blobs', 'ab', 'ab'.repeat(32));
    await t.call('session.lock', {});
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(t.bookDir, 'blobs', 'ab'), { recursive: true });
    writeFileSync(stray, 'x');
    writeFileSync(`${file}.partial`, 'x');
    await t.core.openFolder(t.bookDir, SECRET);
    expect((await contentOf(kept.id)).toString()).toBe('wanted');
    await t.call('session.lock', {});
    expect(blobFiles()).toEqual([file]);
  });

  it('names a damaged and a missing file in the self-check, and says so when it is opened', async () => {
    const c = await customer();
    const bad = await add(c, 'bad.txt', Buffer.from('to be damaged'));
    const [badFile] = blobFiles();
    const gone = await add(c, 'gone.txt', Buffer.from('to be lost'));
    const goneFile = blobFiles().find((f) => f !== badFile)!;
    const bytes = readFileSync(badFile!);
    bytes[bytes.length - 3] = bytes[bytes.length - 3]! ^ 1;
    writeFileSync(badFile!, bytes);
    rmSync(goneFile);
    expect(await t.fail('attachments.read', { id: bad.id })).toMatchObject({ code: 'attachment.damaged' });
    expect(await t.fail('attachments.read', { id: gone.id })).toMatchObject({ code: 'attachment.missing' });
    const { jobId } = await t.call('data.check', {});
    const { findings } = (await t.job(jobId)).result as { findings: { code: string; count: number; names?: string[] }[] };
    expect(findings).toEqual([{ code: 'files', count: 2, names: expect.arrayContaining(['bad.txt', 'gone.txt']) as string[] }]);
    // The same file put in once more heals it.
    await add(c, 'again.txt', Buffer.from('to be damaged'));
    expect((await contentOf(bad.id)).toString()).toBe('to be damaged');
  });

  it('keeps a small picture sealed like the file', async () => {
    const made = await add(await customer(), 'a.txt', Buffer.from('x'));
    await t.call('attachments.setThumb', { id: made.id, data: Buffer.from('tiny picture').toString('base64') });
    const { thumbs } = await t.call('attachments.thumbs', { ids: [made.id] });
    expect(thumbs.map(({ data }) => Buffer.from(data, 'base64').toString())).toEqual(['tiny picture']);
    expect(blobFiles().every((f) => !readFileSync(f).includes('tiny'))).toBe(true);
  });

  it('writes the content out where the user wants it', async () => {
    const made = await add(await customer(), 'a.txt', Buffer.from('take me home'));
    const path = join(t.dir, 'out.txt');
    const { jobId } = await t.call('attachments.save', { id: made.id, file: t.file(path) });
    expect((await t.job(jobId)).state).toBe('done');
    expect(readFileSync(path, 'utf8')).toBe('take me home');
  });

  it('refuses a stranger’s follow-up and a customer in the bin', async () => {
    const [a, b] = [await customer('甲'), await customer('乙')];
    const followUp = await t.call('followUps.create', { customerId: b, at: 1, method: 'phone', content: 'x' });
    const path = join(t.dir, 'a.txt');
    writeFileSync(path, 'x');
    const file = t.file(path);
    expect(await t.fail('attachments.add', { customerId: a, followUpId: followUp.id, file })).toMatchObject({ code: 'record.missing' });
    await t.call('customers.remove', { selection: { ids: [a] } });
    expect(await t.fail('attachments.add', { customerId: a, file })).toMatchObject({ code: 'record.missing' });
  });
});

describe('attachments in a backup', () => {
  it('come back with the book, proved one by one', async () => {
    const c = await customer();
    const large = noise(900_000, 5);
    const one = await add(c, 'large.bin', large);
    const two = await add(c, 'note.txt', Buffer.from('便条'));
    const path = join(t.dir, 'a.regulars');
    const made = await t.job((await t.call('backup.create', { file: t.file(path) })).jobId);
    expect(made).toMatchObject({ state: 'done', result: { files: 2, filesLost: 0 } });
    expect(statSync(path).size).toBeGreaterThan(900_000);
    await t.call('session.lock', {});
    const restored = await t.job((await t.call('backup.restore', { file: t.file(path), secret: SECRET })).jobId);
    const { ref } = restored.result as { ref: string };
    await t.call('session.unlock', { ref, secret: SECRET });
    expect((await contentOf(one.id)).equals(large)).toBe(true);
    expect((await contentOf(two.id)).toString()).toBe('便条');
    expect((await t.job((await t.call('data.check', {})).jobId)).result).toEqual({ findings: [] });
  });

  it('say how many could not be taken along, and the rest is whole', async () => {
    const c = await customer();
    await add(c, 'lost.txt', Buffer.from('lost'));
    rmSync(blobFiles()[0]!);
    const path = join(t.dir, 'a.regulars');
    const made = await t.job((await t.call('backup.create', { file: t.file(path) })).jobId);
    expect(made).toMatchObject({ state: 'done', result: { files: 0, filesLost: 1, customers: 1 } });
  });
});
