import type { ReactNode } from 'react';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { FoundPlace } from '../../../shared/modules/found.ts';
import type { Tag } from '../../../shared/modules/tags.ts';
import type { ContactValue } from '../../../shared/modules/fields.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { regionName } from '../../../shared/kernel/regions.ts';
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import { fileDate } from '../../lib/files.ts';
import { formatBirthday, formatDate, formatMoney, formatNumber, formatPhone, formatRelative, formatScore } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { currencyOfField } from '../../lib/minor-digits.ts';
import { ownField } from '../../lib/own-fields.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { ownCell } from '../fields/own-cell.tsx';
import { QuietChip } from '../../ui/QuietChip.tsx';
import { TagChip } from '../../ui/TagChip.tsx';
import { cutBySpans, matchDigits, matchName, matchText, type Span } from '../common/model/highlight.ts';
import { FOUND, FoundIn } from './FoundIn.tsx';
import type { DrawCell } from './GridRow.tsx';

export interface CellContext {
  readonly t: Translate;
  readonly language: Language;
  readonly tags: ReadonlyMap<number, Tag>;
  /** The search text, to mark what it met. */
  readonly search: string;
  /** Why customers were found, where no column shows it. */
  readonly found?: ReadonlyMap<number, readonly FoundPlace[]>;
}

/** Draws cells for one language, tag list and search text; the function changes only when one of them does. */
export function cellDrawer(context: CellContext): DrawCell {
  const dates = new Map<number, string>();
  const dateText = (at: number): string => {
    // Making a date formatter takes longer than drawing a cell; lists repeat their minutes.
    const minute = Math.floor(at / 60_000);
    const known = dates.get(minute);
    if (known !== undefined) return known;
    const text = formatRelative(at, context.language);
    dates.set(minute, text);
    return text;
  };
  return (field, row) => {
    switch (field) {
      case 'name':
        return nameCell(row, context);
      case 'phones':
        return contactCell(row.phones, (value) => {
          const shown = formatPhone(value);
          return mark(shown, context.search === '' ? [] : matchDigits(shown, context.search));
        });
      case 'wechats':
      case 'emails':
      case 'addresses':
        return contactCell(row[field], (value) => mark(value, found(value, context)));
      case 'tags':
        return row.tags.map((id) => tagCell(id, context));
      case 'kind':
      case 'gender':
      case 'consent':
      case 'rfm':
        return row[field] === null ? null : context.t(`fields.${field}.${row[field]}` as 'fields.kind.company');
      case 'province':
      case 'city':
        return row[field] === null ? null : regionName(row[field], context.language);
      case 'stage':
        return stageWord(context.t, row.stage);
      case 'birthday':
        return birthdayText(row, context.language);
      case 'createdAt':
      case 'updatedAt':
        return dateText(row[field]);
      case 'deletedAt':
        return row.deletedAt === null ? null : dateText(row.deletedAt);
      case 'lastSaleOn':
        return row.lastSaleOn === null ? null : formatDate(row.lastSaleOn, context.language);
      case 'lastContactOn':
        return row.lastContactOn === null ? null : dateText(row.lastContactOn);
      case 'contactDueOn':
        return row.contactDueOn === null ? null : <span className={row.contactDueOn <= fileDate() ? 'cell-late' : ''}>{formatDate(row.contactDueOn, context.language)}</span>;
      case 'contactScore':
        return row.contactScore === null || row.contactScore === 0 ? null : formatScore(row.contactScore, context.language);
      case 'contactEvery':
        return row.contactEvery === null ? null : row.contactEvery === 0 ? context.t('fields.contactEvery.0') : formatNumber(row.contactEvery, context.language);
      case 'saleCount':
        return row.saleCount === 0 ? null : formatNumber(row.saleCount, context.language);
      case 'saleAmount':
      case 'receivable':
        return row[field] === 0 ? null : formatMoney(row[field], currencyOfField(), context.language);
      case 'verifiedOn':
        return row.verifiedOn === null ? null : formatDate(row.verifiedOn, context.language);
      case FOUND:
        return <FoundIn places={context.found?.get(row.id) ?? []} />;
      case 'extra':
        return extraText(row);
      default: {
        const own = ownField(field);
        return own ? ownCell(own, row, { ...context, mark: (text) => mark(text, found(text, context)) }) : plainCell(row, field, context);
      }
    }
  };
}

const found = (value: string, { search }: CellContext): readonly Span[] => (search === '' ? [] : matchText(value, search));

function mark(text: string, spans: readonly Span[]): ReactNode {
  if (spans.length === 0) return text;
  return cutBySpans(text, spans).map((part, i) => (part.marked ? <mark key={i}>{part.text}</mark> : part.text));
}

function nameCell(row: Customer, { search }: CellContext): ReactNode {
  const name = mark(row.name, search === '' ? [] : matchName(row.name, row.pinyin, search));
  return row.doNotContact === 'all' ? [name, <QuietChip key="quiet" kind="all" />] : name;
}

function contactCell(list: readonly ContactValue[], draw: (value: string) => ReactNode): ReactNode {
  const first = list[0];
  if (first === undefined) return null;
  return list.length === 1 ? draw(first.value) : [draw(first.value), <span key="more" className="grid-more">+{list.length - 1}</span>];
}

function tagCell(id: number, { tags }: CellContext): ReactNode {
  const tag = tags.get(id);
  return tag ? <TagChip key={id} name={tag.name} color={tag.color} /> : null;
}

function birthdayText(row: Customer, language: Language): string | null {
  const date = row.birthday === null ? null : parsePartialDate(row.birthday);
  return date === null ? null : formatBirthday(date, language);
}

function extraText(row: Customer): string {
  return Object.entries(row.extra)
    .map(([key, value]) => `${key}：${value}`)
    .join('；');
}

function plainCell(row: Customer, field: string, context: CellContext): ReactNode {
  const value: unknown = row[field as keyof Customer];
  if (typeof value !== 'string') return null;
  const line = field === 'notes' ? value.replace(/\s+/g, ' ') : value;
  return mark(line, found(line, context));
}
