import type { ReactNode, RefObject } from 'react';
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import type { Attachment } from '../../../shared/modules/attachments.ts';
import type { CustomField } from '../../../shared/modules/custom-fields.ts';
import type { FollowUp } from '../../../shared/modules/follow-ups.ts';
import type { Related } from '../../../shared/modules/relations.ts';
import type { Sale } from '../../../shared/modules/sales.ts';
import type { Portrait } from '../../../shared/modules/timeline.ts';
import { formatBirthday, formatDate, formatMoney, formatPhone } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { shownFields, useOwnFields } from '../../lib/own-fields.ts';
import { useBook } from '../../lib/session.ts';
import { useTags } from '../common/use-choices.ts';
import { customText } from '../common/field-values.ts';
import { relationName } from '../relations/relation-name.ts';
import { itemsLine } from '../sales/sale-words.ts';
import { cut, leftOut, longTexts, type Budget, type Left } from './sheet-model.ts';

export interface SheetData {
  readonly portrait: Portrait;
  readonly talks: readonly FollowUp[];
  readonly talkTotal: number;
  readonly sales: readonly Sale[];
  readonly saleTotal: number;
  readonly people: readonly Related[];
  readonly peopleTotal: number;
  readonly files: readonly Attachment[];
}

type Line = readonly [name: string, value: string];

/** One A4 sheet: the customer's portrait in ink. `ready` marks it for whoever prints by program. */
export function Sheet(props: { readonly ref: RefObject<HTMLElement | null>; readonly data: SheetData; readonly budget: Budget; readonly ready: boolean }) {
  const t = useT();
  const language = useLanguage();
  const { data, budget } = props;
  const { customer } = data.portrait;
  const fields = useSheetFields(data);
  const left = leftOut(budget, { talks: data.talkTotal, sales: data.saleTotal, people: data.peopleTotal, fields: fields.own.length, texts: [...longTexts(customer), ...data.talks.map((talk) => talk.content)] });
  return (
    <article ref={props.ref} className="sheet" aria-label={t('portrait.print.title')} data-ready={props.ready}>
      <Head data={data} />
      <div className="sheet-columns">
        <div>
          <Block title={t('portrait.print.contact')} lines={fields.contact} />
          <Block title={t('portrait.print.about')} lines={[...fields.about, ...fields.own.slice(0, budget.fields)]} />
          <People t={t} rows={data.people.slice(0, budget.people)} />
        </div>
        <div>
          <Likes data={data} budget={budget} />
          <Part title={t('portrait.print.talks')} show={data.talks.length > 0}>
            {data.talks.slice(0, budget.talks).map((talk) => (
              <p key={talk.id} className="sheet-talk">
                <b className="tabular">{formatDate(new Date(talk.at).toLocaleDateString('sv'), language)}</b> {t(`fields.method.${talk.method}`)}
                {talk.result !== null && ` · ${t(`fields.result.${talk.result}`)}`}
                {talk.content !== '' && ` · ${cut(talk.content, budget.text).text}`}
              </p>
            ))}
          </Part>
          <Part title={t('portrait.print.sales')} show={data.sales.length > 0}>
            {data.sales.slice(0, budget.sales).map((sale) => (
              <p key={sale.id} className="sheet-sale">
                <b className="tabular">{formatDate(sale.date, language)}</b>
                <span>{cut(itemsLine(sale.items, language), 40).text}</span>
                <span className="tabular">{formatMoney(sale.amountMinor, sale.currency, language)}</span>
              </p>
            ))}
          </Part>
        </div>
      </div>
      <Foot left={left} />
    </article>
  );
}

function Head({ data }: { readonly data: SheetData }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const { customer, nextStep, lastSaleOn, sales } = data.portrait;
  const tags = customer.tags.flatMap((id) => byId.get(id)?.name ?? []);
  const under = [customer.kind === 'company' ? t('fields.kind.company') : customer.company, customer.title, customer.grade, stageWord(t, customer.stage), customer.rfm === null ? null : t(`fields.rfm.${customer.rfm}`), customer.starred === null ? null : t('portrait.starred')].filter(Boolean);
  const facts: Line[] = [
    [t('portrait.nextStep'), nextStep === null ? t('portrait.noNextStep') : formatDate(nextStep.date, language)],
    [t('portrait.lastSale'), lastSaleOn === null ? t('portrait.noSale') : formatDate(lastSaleOn, language)],
    ...sales.map((sum): Line => [t('portrait.bought'), t('portrait.boughtValue', { amount: formatMoney(sum.amountMinor, sum.currency, language), count: sum.count })]),
  ];
  return (
    <header className="sheet-head">
      <div>
        <h1>{cut(customer.name, 40).text}</h1>
        {under.length > 0 && <p>{under.join(' · ')}</p>}
        {tags.length > 0 && <p className="sheet-tags">{cut(tags.join(' · '), 80).text}</p>}
      </div>
      {customer.doNotContact !== null && <strong className="sheet-dnd">{t(customer.doNotContact === 'all' ? 'portrait.print.doNotContact' : 'portrait.print.noMarketing')}</strong>}
      <dl>
        {facts.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

/** The filled-in fields as lines of paper. */
function useSheetFields({ portrait: { customer }, files }: SheetData): { readonly contact: readonly Line[]; readonly about: readonly Line[]; readonly own: readonly Line[] } {
  const t = useT();
  const language = useLanguage();
  const ownFields = useOwnFields((store) => store.fields);
  const comma = language === 'en' ? ', ' : '、';
  const join = (list: readonly { readonly value: string }[], write = (text: string) => text) => list.slice(0, 4).map(({ value }) => write(value)).join(comma);
  const birthday = customer.birthday === null ? null : parsePartialDate(customer.birthday);
  const prefers = [customer.preferredMethod === null ? null : t(`fields.method.${customer.preferredMethod}`), customer.preferredTime].filter(Boolean).join(' · ');
  const ownText = (field: CustomField): string => {
    const value = customer.custom[String(field.id)];
    if (field.kind === 'file' && Array.isArray(value)) return files.flatMap(({ id, name }) => (value.includes(id) ? [name] : [])).join(comma);
    return customText({ t, language }, field, value);
  };
  const keep = (lines: readonly (readonly [string, string | null])[]): Line[] => lines.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, cut(value, 120).text] as const]));
  return {
    contact: keep([
      [t('fields.customer.phones'), join(customer.phones, formatPhone)],
      [t('fields.customer.wechats'), join(customer.wechats)],
      [t('fields.customer.emails'), join(customer.emails)],
      [t('fields.customer.addresses'), join(customer.addresses)],
      [t('portrait.prefer'), prefers],
    ]),
    about: keep([
      [t('fields.customer.familyName'), customer.familyName],
      [t('fields.customer.givenName'), customer.givenName],
      [t('fields.customer.code'), customer.code],
      [t('fields.customer.gender'), customer.gender === null ? null : t(`fields.gender.${customer.gender}`)],
      [t('fields.customer.birthday'), birthday === null ? null : formatBirthday(birthday, language)],
      [t('fields.customer.source'), customer.source],
      [t('fields.customer.consent'), customer.consent === null ? null : t(`fields.consent.${customer.consent}`)],
      [t('fields.customer.createdAt'), formatDate(new Date(customer.createdAt).toLocaleDateString('sv'), language)],
    ]),
    own: keep([
      ...shownFields(ownFields).map((field) => [field.label, ownText(field)] as const),
      ...Object.entries(customer.extra),
    ]),
  };
}

function Block({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <Part title={title} show={lines.length > 0}>
      <dl className="sheet-lines">
        {lines.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function People({ t, rows }: { readonly t: Translate; readonly rows: readonly Related[] }) {
  return (
    <Part title={t('portrait.print.people')} show={rows.length > 0}>
      {rows.map((row) => (
        <p key={row.id}>
          <b>{relationName(t, row)}</b> {row.other.name}
          {row.other.phone !== null && <span className="tabular"> {formatPhone(row.other.phone)}</span>}
        </p>
      ))}
    </Part>
  );
}

function Likes({ data, budget }: { readonly data: SheetData; readonly budget: Budget }) {
  const t = useT();
  const { customer } = data.portrait;
  const lines = (
    [
      [t('portrait.preferences'), customer.preferences],
      [t('portrait.painPoints'), customer.painPoints],
      [t('portrait.print.notes'), customer.notes],
    ] as const
  ).filter(([, text]) => text !== null && text !== '');
  return (
    <Part title={t('portrait.print.likes')} show={lines.length > 0}>
      {lines.map(([name, text]) => (
        <p key={name} className="sheet-text">
          <b>{name}</b> {cut(text ?? '', budget.text).text}
        </p>
      ))}
    </Part>
  );
}

function Part({ title, show, children }: { readonly title: string; readonly show: boolean; readonly children: ReactNode }) {
  if (!show) return null;
  return (
    <section className="sheet-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Foot({ left }: { readonly left: Left }) {
  const t = useT();
  const language = useLanguage();
  const book = useBook();
  const what = [
    left.talks > 0 ? t('portrait.print.leftTalks', { count: left.talks }) : '',
    left.sales > 0 ? t('portrait.print.leftSales', { count: left.sales }) : '',
    left.people > 0 ? t('portrait.print.leftPeople', { count: left.people }) : '',
    left.fields > 0 ? t('portrait.print.leftFields', { count: left.fields }) : '',
    left.text ? t('portrait.print.leftText') : '',
  ].filter((text) => text !== '');
  return (
    <footer className="sheet-foot">
      <span>{t('portrait.print.made', { book: book?.name ?? '', date: formatDate(new Date().toLocaleDateString('sv'), language) })}</span>
      {what.length > 0 && <span className="sheet-left">{t('portrait.print.left', { what: what.join(language === 'en' ? ', ' : '、') })}</span>}
      <span>{t('portrait.print.confidential')}</span>
    </footer>
  );
}
