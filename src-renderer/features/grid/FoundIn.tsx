import { Fragment } from 'react';
import { FOUND_RECORDS, type FoundPlace } from '../../../shared/modules/found.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT, type TextKey, type Translate } from '../../lib/i18n.ts';
import { fieldLabel } from '../common/filter-words.ts';
import { columnOf, isPrivate } from '../common/model/columns.ts';
import './found-in.css';

/** The column of the list that says why somebody was found. */
export const FOUND = 'found';

/** Where the words of the search stand, in one line: “跟进 3 月 2 日：…想退掉礼盒…”. */
export function FoundIn({ places }: { readonly places: readonly FoundPlace[] }) {
  const t = useT();
  const language = useLanguage();
  return (
    <span className="found-in">
      {places.map((one, i) => (
        <Fragment key={i}>
          {i > 0 && ' '}
          <span className="quiet">{t('customers.found.in', { place: placeName(t, language, one) })}</span>
          <span className={isPrivate(columnOf(one.place)) ? 'private' : ''}>
            {one.text.slice(0, one.from)}
            {one.to > one.from && <mark>{one.text.slice(one.from, one.to)}</mark>}
            {one.text.slice(one.to)}
          </span>
        </Fragment>
      ))}
    </span>
  );
}

function placeName(t: Translate, language: Language, { place, on }: FoundPlace): string {
  if (place.startsWith('extra:')) return place.slice('extra:'.length);
  const record = FOUND_RECORDS.find((one) => one === place);
  if (record === undefined) return fieldLabel(t, place);
  const name = t(`customers.found.${record}` as TextKey);
  if (on === undefined) return name;
  return t('customers.found.when', { name, day: formatDate(typeof on === 'number' ? fileDate(new Date(on)) : on, language) });
}
