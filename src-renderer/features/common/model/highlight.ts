/** Which part of a shown value the search text met, so that the eye finds it at once. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

const DIGITS = /\d/;

/** Text cut into marked and unmarked parts, in order. */
export function cutBySpans(text: string, spans: readonly Span[]): readonly { readonly text: string; readonly marked: boolean }[] {
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) parts.push({ text: text.slice(at, start), marked: false });
    if (end > start) parts.push({ text: text.slice(start, end), marked: true });
    at = Math.max(at, end);
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}

/** Where the words of the search stand in a plain text, whatever their letter case; spans do not overlap. */
export function matchText(text: string, search: string): readonly Span[] {
  const low = text.toLowerCase();
  if (low.length !== text.length) return [];
  const spans: Span[] = [];
  for (const word of search.toLowerCase().split(/\s+/).filter(Boolean)) {
    const start = low.indexOf(word);
    if (start >= 0) spans.push({ start, end: start + word.length });
  }
  return joinSpans(spans);
}

/** Where the digits of the search stand in a phone number, however both are spaced. */
export function matchDigits(phone: string, search: string): readonly Span[] {
  const wanted = search.replace(/\D/g, '');
  if (wanted.length < 2) return [];
  const places = [...phone].flatMap((char, i) => (DIGITS.test(char) ? [i] : []));
  const digits = places.map((i) => phone[i]).join('');
  const at = digits.lastIndexOf(wanted) === digits.length - wanted.length ? digits.length - wanted.length : digits.indexOf(wanted);
  const first = places[at];
  const last = places[at + wanted.length - 1];
  return at < 0 || first === undefined || last === undefined ? [] : [{ start: first, end: last + 1 }];
}

/** Where a name met the search: as written, or by the pinyin of its characters (`wxm`, `xiaoming`, `wang xm`). */
export function matchName(name: string, pinyin: string, search: string): readonly Span[] {
  const direct = matchText(name, search);
  if (direct.length > 0 || !/^[a-z\s']+$/i.test(search)) return direct;
  const chars = [...name];
  const syllables = pinyin.toLowerCase().split(/\s+/).filter(Boolean);
  if (chars.length !== syllables.length || chars.length !== name.length) return direct;
  const letters = search.toLowerCase().replace(/[^a-z]/g, '');
  for (let start = 0; start < syllables.length; start += 1) {
    const end = syllablesEaten(syllables, start, letters);
    if (end !== null) return [{ start, end }];
  }
  return direct;
}

/** One past the last syllable that the letters use up from `from` on (each by a beginning of it); `null` when they do not fit. */
function syllablesEaten(syllables: readonly string[], from: number, letters: string): number | null {
  if (letters === '') return from;
  const syllable = syllables[from];
  if (syllable === undefined) return null;
  for (let take = Math.min(syllable.length, letters.length); take >= 1; take -= 1) {
    if (!syllable.startsWith(letters.slice(0, take))) continue;
    const end = syllablesEaten(syllables, from + 1, letters.slice(take));
    if (end !== null) return end;
  }
  return null;
}

function joinSpans(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
