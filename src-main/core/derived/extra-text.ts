/**
 * The unmapped columns of an import, read heading by heading. Every column of a row asks
 * in turn, so the last text is kept taken apart; rows of one file have the same headings
 * in the same order, so they are recognised without being read letter by letter.
 */
import { extraValues } from './row.ts';

/** Headings met so far, with the text that stands before a value of theirs. */
const known: { readonly heading: string; readonly before: string }[] = [];
const KNOWN_MAX = 256;

let last: string | null = null;
let size = 0;
const headings: string[] = [];
const values: string[] = [];

/** The value under a heading; '' when there is none. */
export function extraText(json: string | null, heading: string): string {
  if (json === null || json === '') return '';
  if (json !== last) take(json);
  for (let i = 0; i < size; i++) if (headings[i] === heading) return values[i]!;
  return '';
}

/** The headings of a text, in their order; valid until the next call. */
export function extraHeadings(json: string | null): readonly string[] {
  if (json === null || json === '') return [];
  if (json !== last) take(json);
  return headings.length === size ? headings : headings.slice(0, size);
}

/** The values of a text, in their order: what a search looks at; valid until the next call. */
export function extraTexts(json: string | null): readonly string[] {
  if (json === null || json === '' || json === '{}') return [];
  if (json !== last) take(json);
  return values.length === size ? values : values.slice(0, size);
}

function take(json: string): void {
  last = json;
  size = 0;
  if (json.includes('\\') || !takePlain(json)) {
    size = 0;
    for (const [heading, value] of Object.entries(extraValues(json))) put(heading, String(value));
  }
  headings.length = values.length = size;
}

function put(heading: string, value: string): void {
  headings[size] = heading;
  values[size++] = value;
}

/** `{"heading":"value",…}` without escapes; false when it is written otherwise. */
function takePlain(json: string): boolean {
  if (!json.startsWith('{"')) return json === '{}';
  let next = 0;
  for (let at = 1; ; ) {
    const no = findKnown(json, at, next);
    const heading = no < 0 ? learn(json, at) : known[no]!.heading;
    if (heading === null) return false;
    next = no + 1;
    const from = at + heading.length + 4;
    const end = json.indexOf('"', from);
    if (end < 0) return false;
    put(heading, json.slice(from, end));
    const sign = json.charCodeAt(end + 1);
    if (sign === 0x7d) return end + 2 === json.length;
    if (sign !== 0x2c) return false;
    at = end + 2;
  }
}

function findKnown(json: string, at: number, from: number): number {
  for (let i = from; i < known.length; i++) if (json.startsWith(known[i]!.before, at)) return i;
  for (let i = 0; i < Math.min(from, known.length); i++) if (json.startsWith(known[i]!.before, at)) return i;
  return -1;
}

/** A heading met for the first time; `null` when no text follows it. */
function learn(json: string, at: number): string | null {
  const end = json.indexOf('"', at + 1);
  if (json.charCodeAt(at) !== 0x22 || end < 0 || !json.startsWith('":"', end)) return null;
  const heading = Buffer.from(json.slice(at + 1, end), 'utf16le').toString('utf16le');
  if (known.length >= KNOWN_MAX) known.length = 0;
  known.push({ heading, before: `"${heading}":"` });
  return heading;
}
