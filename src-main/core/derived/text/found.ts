/** Why a customer was found: where the words stand that nobody sees in the columns shown. */
import { customName } from '../../../../shared/modules/custom-fields.ts';
import { FOUND_RECORDS } from '../../../../shared/modules/found.ts';
import type { FoundPlace } from '../../../../shared/modules/found.ts';
import { extraHeadings, extraTexts } from '../extra-text.ts';
import type { RelatedText } from '../related/related-texts.ts';
import { contactValues, customTextEntries, OTHER_CONTACTS, OTHER_TEXTS } from '../row.ts';
import { foldText } from './fold.ts';
import { inName, inPhones, inText } from './match.ts';
import type { SearchedRow } from './match.ts';
import type { Query, Term } from './query.ts';

type Place = Pick<FoundPlace, 'place' | 'text' | 'recordId' | 'on'>;

/** More would not fit into a line. */
const MAX_PLACES = 2;
/** Units of the text kept before and behind what was found. */
const BEFORE = 10;
const BEHIND = 60;

export interface FoundInput {
  readonly query: Query;
  readonly row: SearchedRow;
  readonly related: () => readonly RelatedText[];
  /** Columns on the screen. */
  readonly shown: ReadonlySet<string>;
}

/** The places of the words that stand in no shown column, at most two; none when everything found can be seen. */
export function placesFound({ query, row, related, shown }: FoundInput): readonly FoundPlace[] {
  const own = [...ownTexts(row)];
  const found: FoundPlace[] = [];
  for (const term of query.terms) {
    if (isSeen(term, row, own, shown)) continue;
    const place = own.find(({ text }) => inText(term, text)) ?? inHiddenPhone(term, row) ?? latest(related().filter(({ text }) => inText(term, text)));
    if (!place) continue;
    const cut = cutAround(place, term);
    if (!found.some((one) => one.place === cut.place && one.text === cut.text)) found.push(cut);
    if (found.length === MAX_PLACES) break;
  }
  return found;
}

function isSeen(term: Term, row: SearchedRow, own: readonly Place[], shown: ReadonlySet<string>): boolean {
  if (shown.has('name') && inName(term, foldText(row.name), row.pinyin)) return true;
  if (shown.has('phones') && inPhones(term, row.phones)) return true;
  return own.some(({ place, text }) => shown.has(place.startsWith('extra:') ? 'extra' : place) && inText(term, text));
}

function inHiddenPhone(term: Term, row: SearchedRow): Place | undefined {
  const value = contactValues(row.phones).find((one) => inPhones(term, JSON.stringify([{ value: one }])));
  return value === undefined ? undefined : { place: 'phones', text: value };
}

/** Every text of the customer beside name and phones, with the column it belongs to. */
function* ownTexts(row: SearchedRow): Generator<Place> {
  for (const place of OTHER_TEXTS) if (row[place]) yield { place, text: row[place] };
  for (const place of OTHER_CONTACTS) for (const text of contactValues(row[place])) yield { place, text };
  const headings = [...extraHeadings(row.extra)];
  for (const [i, text] of extraTexts(row.extra).entries()) yield { place: `extra:${headings[i] ?? ''}`, text };
  for (const [key, text] of customTextEntries(row.custom)) yield { place: customName(Number(key)), text };
}

/** Of several related records the first kind, and of it the latest. */
function latest(texts: readonly RelatedText[]): Place | undefined {
  const kind = FOUND_RECORDS.find((one) => texts.some(({ place }) => place === one));
  const found = texts.findLast(({ place }) => place === kind);
  return found && { place: found.place, recordId: found.id, on: found.on, text: found.text };
}

/** One line around the term; where folding changes lengths nothing is marked. */
function cutAround({ text, ...place }: Place, term: Term): FoundPlace {
  const line = text.replace(/\s/g, ' ');
  const folded = foldText(line);
  const at = folded.length === line.length ? folded.indexOf(term.text) : -1;
  const start = at > BEFORE ? at - BEFORE : 0;
  const end = Math.min(line.length, Math.max(at, 0) + term.text.length + BEHIND);
  const head = start > 0 ? '…' : '';
  const cut = head + line.slice(start, end) + (end < line.length ? '…' : '');
  const from = at < 0 ? 0 : at - start + head.length;
  return { ...place, text: cut, from, to: at < 0 ? 0 : from + term.text.length };
}
