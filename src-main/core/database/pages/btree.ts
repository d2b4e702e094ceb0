/** SQLite's b-tree pages (sqlite.org/fileformat2.html §1.6): cells, payloads over several pages, and walks around what cannot be read. */
import { USABLE } from './page-cipher.ts';
import type { PageSource } from './page-source.ts';
import { readVarint } from './record.ts';

const KINDS = { 2: 'indexInner', 5: 'inner', 10: 'indexLeaf', 13: 'leaf' } as const;
export type PageKind = (typeof KINDS)[keyof typeof KINDS];

export interface Cell {
  /** The page below on the left; inner pages only. */
  readonly child: number | null;
  /** Of a table's cells. */
  readonly rowid: number | null;
  /** `null` when a page of it cannot be read; empty in inner pages of tables. */
  readonly payload: Buffer | null;
}

export interface BtreePage {
  readonly kind: PageKind;
  readonly cells: readonly Cell[];
  /** The last page below; inner pages only. */
  readonly right: number | null;
}

const MOST_LOCAL = { table: USABLE - 35, index: Math.floor(((USABLE - 12) * 64) / 255) - 23 } as const;
const LEAST_LOCAL = Math.floor(((USABLE - 12) * 32) / 255) - 23;

function readPayload(source: PageSource, page: Buffer, at: number, length: number, most: number): Buffer | null {
  if (length <= most) return page.subarray(at, at + length);
  const wanted = LEAST_LOCAL + ((length - LEAST_LOCAL) % (USABLE - 4));
  const local = wanted <= most ? wanted : LEAST_LOCAL;
  const parts = [page.subarray(at, at + local)];
  let left = length - local;
  let next = page.readUInt32BE(at + local);
  while (left > 0) {
    const more = next > 0 && next <= source.count ? source.read(next) : null;
    if (more === null || more.stale) return null;
    const piece = more.bytes.subarray(4, 4 + Math.min(left, USABLE - 4));
    parts.push(piece);
    left -= piece.length;
    next = more.bytes.readUInt32BE(0);
  }
  return Buffer.concat(parts, length);
}

function readCell(source: PageSource, page: Buffer, from: number, kind: PageKind): Cell {
  const isInner = kind === 'inner' || kind === 'indexInner';
  const child = isInner ? page.readUInt32BE(from) : null;
  const at = isInner ? from + 4 : from;
  if (kind === 'inner') return { child, rowid: readVarint(page, at).value, payload: null };
  const length = readVarint(page, at);
  const rowid = kind === 'leaf' ? readVarint(page, length.next) : null;
  const start = rowid?.next ?? length.next;
  return { child, rowid: rowid?.value ?? null, payload: readPayload(source, page, start, length.value, kind === 'leaf' ? MOST_LOCAL.table : MOST_LOCAL.index) };
}

/** The cells of a b-tree page; `null` when the page is of another use. */
export function readBtreePage(source: PageSource, number: number, page: Buffer): BtreePage | null {
  const head = number === 1 ? 100 : 0;
  const kind = (KINDS as Readonly<Record<number, PageKind>>)[page[head]!];
  if (kind === undefined) return null;
  const isInner = kind === 'inner' || kind === 'indexInner';
  const count = page.readUInt16BE(head + 3);
  const pointers = head + (isInner ? 12 : 8);
  if (pointers + 2 * count > USABLE) return null;
  try {
    const cells = Array.from({ length: count }, (_, i) => readCell(source, page, page.readUInt16BE(pointers + 2 * i), kind));
    return { kind, cells, right: isInner ? page.readUInt32BE(head + 8) : null };
  } catch (e) {
    // A page that only looks like one: its offsets lead outside.
    if (e instanceof RangeError) return null;
    throw e;
  }
}

/** Row ids after `after`, up to and with `upTo`. */
export interface IdRange {
  readonly after: number;
  readonly upTo: number;
}

export interface Walk {
  /** A row of a table, with the page it lay on. `stale`: as it was before its newest change. */
  row(rowid: number, payload: Buffer, stale: boolean): void;
  /** An entry of an index, or a row of a table without row ids. */
  entry(payload: Buffer): void;
  /** Rows in here could not be read, or only as they were before. `page`: `null` for a row whose further pages are lost. */
  lost(range: IdRange, page: number | null): void;
  visited(page: number): void;
}

export const EVERY: IdRange = { after: -Infinity, upTo: Infinity };
/** Deeper than any tree: a page that points back up ends here. */
const MAX_DEPTH = 20;

/** Walks the tree at `root`, around pages that cannot be read; yields after each page, so that long walks can be stopped. */
export function* walkTree(source: PageSource, root: number, walk: Walk, range: IdRange = EVERY, depth = 0): Generator<void> {
  const page = root > 0 && root <= source.count && depth < MAX_DEPTH ? source.read(root) : null;
  const tree = page && readBtreePage(source, root, page.bytes);
  if (!page || !tree) return walk.lost(range, root);
  walk.visited(root);
  yield;
  // What an older version of a page says is taken, and looked at again by everything else that is known.
  if (page.stale) walk.lost(range, root);
  let after = range.after;
  for (const cell of tree.cells) {
    const upTo = cell.rowid ?? range.upTo;
    if (cell.child !== null) yield* walkTree(source, cell.child, walk, { after, upTo }, depth + 1);
    if (tree.kind !== 'inner') takeCell(cell, page.stale, walk);
    if (tree.kind === 'inner') after = upTo;
  }
  if (tree.right !== null) yield* walkTree(source, tree.right, walk, { after, upTo: range.upTo }, depth + 1);
}

function takeCell(cell: Cell, stale: boolean, walk: Walk): void {
  if (cell.payload === null) walk.lost(cell.rowid === null ? EVERY : { after: cell.rowid - 1, upTo: cell.rowid }, null);
  else if (cell.rowid === null) walk.entry(cell.payload);
  else walk.row(cell.rowid, cell.payload, stale);
}
