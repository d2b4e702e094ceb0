import { CheckOutlined, DeleteOutlined, EditOutlined, EditFilled, FileOutlined, FileProtectOutlined, GiftOutlined, MessageOutlined, PayCircleOutlined, PhoneOutlined, ShoppingOutlined, SyncOutlined, WechatOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../../shared/modules/timeline.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatBytes, formatDate, formatDateTime, formatMoney, formatRelative } from '../../lib/format.ts';
import { hasText, useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { fieldName } from '../../lib/own-fields.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { Language } from '../../../shared/modules/words.ts';
import { FollowUpFiles } from '../attachments/FollowUpFiles.tsx';
import { useTags } from '../common/use-choices.ts';
import { valueText } from '../common/value-text.ts';
import { moveText, reasonText } from '../lifecycle/reason-words.ts';
import { editFollowUp } from '../follow-ups/follow-up-store.ts';

type Of<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>;

/** One thing that happened. A month begins with its name. */
export function Entry(props: { readonly entry: TimelineEntry; readonly before: TimelineEntry | undefined; readonly isFirst: boolean; readonly customerId: number }) {
  const { entry } = props;
  const language = useLanguage();
  const month = monthOf(entry.at, language);
  const startsMonth = props.before === undefined || monthOf(props.before.at, language) !== month;
  return (
    <>
      {startsMonth && <p className="timeline-month">{month}</p>}
      <article className={`entry entry-${entry.kind}`} role="article" tabIndex={props.isFirst ? 0 : -1} aria-label={useEntryLabel(entry)}>
        <Body entry={entry} customerId={props.customerId} />
      </article>
    </>
  );
}

const monthOf = (at: number, language: Language): string => new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long' }).format(at);

function useEntryLabel(entry: TimelineEntry): string {
  const t = useT();
  const language = useLanguage();
  return `${titleOf(t, entry)} ${formatDate(new Date(entry.at).toLocaleDateString('sv'), language)}`;
}

function titleOf(t: Translate, entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'followUp':
      return t(`fields.method.${entry.method}`);
    case 'sale':
      return t(entry.amountMinor < 0 ? 'portrait.timeline.refund' : 'portrait.timeline.sale');
    case 'payment':
      return t('portrait.timeline.payment');
    case 'task':
      return t('portrait.timeline.task');
    case 'attachment':
      return t('portrait.timeline.attachment');
    case 'consent':
      return t(`consents.kinds.${entry.of}`);
    case 'gift':
      return t('portrait.timeline.gift');
    case 'move':
      return t(entry.of === 'stage' ? 'fields.customer.stage' : 'fields.customer.grade');
    case 'change':
      if (entry.op === 'create') return t(entry.action.startsWith('import') ? 'portrait.timeline.import' : 'portrait.timeline.create');
      return entry.op === 'update' ? changeTitle(t, entry) : t(`portrait.timeline.${entry.op}`);
    default:
      return entry satisfies never;
  }
}

function changeTitle(t: Translate, entry: Of<'change'>): string {
  const shown = shownFields(entry);
  if (shown.length === 0) {
    const key = `actions.${entry.action.replaceAll('.', '_')}`;
    return hasText(key) ? t(key, { count: 1 }) : t('actions.other');
  }
  return shown.length <= 2 ? shown.map((field) => fieldName(t, field.field)).join(' · ') : t('portrait.timeline.change', { count: shown.length });
}

const shownFields = (entry: Of<'change'>) =>
  entry.fields.filter(({ field }) => (hasText(`fields.customer.${field}`) || field.startsWith('custom:')) && !['updatedAt', 'createdAt', 'pinyin'].includes(field));

function Body({ entry, customerId }: { readonly entry: TimelineEntry; readonly customerId: number }) {
  switch (entry.kind) {
    case 'followUp':
      return <FollowUpBody entry={entry} customerId={customerId} />;
    case 'sale':
      return <SaleBody entry={entry} />;
    case 'payment':
      return <PaymentBody entry={entry} />;
    case 'task':
      return <TaskBody entry={entry} />;
    case 'attachment':
      return <AttachmentBody entry={entry} />;
    case 'consent':
      return <ConsentBody entry={entry} />;
    case 'gift':
      return <GiftBody entry={entry} />;
    case 'move':
      return <MoveBody entry={entry} />;
    case 'change':
      return <ChangeBody entry={entry} />;
    default:
      return entry satisfies never;
  }
}

function Head(props: { readonly icon: ReactNode; readonly entry: TimelineEntry; readonly dayOnly?: boolean; readonly chips?: ReactNode; readonly children?: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const { at } = props.entry;
  const day = formatDate(new Date(at).toLocaleDateString('sv'), language);
  return (
    <header className="entry-head">
      <span className="entry-icon" aria-hidden="true">
        {props.icon}
      </span>
      <strong>{titleOf(t, props.entry)}</strong>
      {props.chips}
      <time className="quiet" dateTime={new Date(at).toISOString()} title={props.dayOnly === true ? day : formatDateTime(at, language)}>
        {props.dayOnly === true ? day : formatRelative(at, language)}
      </time>
      {props.children !== undefined && <span className="entry-acts">{props.children}</span>}
    </header>
  );
}

function FollowUpBody({ entry, customerId }: { readonly entry: Of<'followUp'>; readonly customerId: number }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const mayWrite = useMay('followUps.update');
  const icon = entry.method === 'phone' || entry.method === 'hotline' ? <PhoneOutlined /> : entry.method === 'wechat' ? <WechatOutlined /> : <MessageOutlined />;
  const edit = async (): Promise<void> => {
    const reply = await api.call('followUps.get', { id: entry.id });
    if (reply.ok) editFollowUp(reply.value);
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const remove = async (): Promise<void> => {
    const reply = await api.call('followUps.remove', { id: entry.id });
    if (reply.ok) undoToast(t('portrait.followUp.removed'), reply.actionId);
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const chips = (
    <>
      {entry.result !== null && <span className={`entry-chip chip-${entry.result}`}>{t(`fields.result.${entry.result}`)}</span>}
      {entry.intent !== null && <span className="entry-chip">{t(`fields.intent.${entry.intent}`)}</span>}
      {entry.satisfaction !== null && <span className="entry-chip">{t(`fields.satisfaction.${entry.satisfaction}`)}</span>}
    </>
  );
  return (
    <>
      <Head icon={icon} entry={entry} chips={chips}>
        {mayWrite && (
          <>
            <IconButton size="small" icon={<EditOutlined aria-hidden="true" />} label={t('portrait.followUp.edit')} onClick={() => void edit()} />
            <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('portrait.followUp.remove')} onClick={() => void remove()} />
          </>
        )}
      </Head>
      {entry.content !== '' && <p className="entry-text">{entry.content}</p>}
      {(entry.nextDate !== null || entry.files > 0) && (
        <p className="entry-foot">
          {entry.nextDate !== null && <span>{t('portrait.timeline.next', { date: formatDate(entry.nextDate, language) })}</span>}
          {entry.files > 0 && <FollowUpFiles customerId={customerId} followUpId={entry.id} count={entry.files} />}
        </p>
      )}
    </>
  );
}

function SaleBody({ entry }: { readonly entry: Of<'sale'> }) {
  const t = useT();
  const language = useLanguage();
  const owed = entry.amountMinor - entry.paidMinor;
  return (
    <>
      <Head icon={<ShoppingOutlined />} entry={entry} dayOnly chips={<strong className="tabular private">{formatMoney(entry.amountMinor, entry.currency, language)}</strong>} />
      <p className="entry-text">{entry.items}</p>
      <p className="entry-foot">
        {entry.amountMinor > 0 && owed > 0 && <span className="entry-owed">{t('portrait.owed', { amount: formatMoney(owed, entry.currency, language) })}</span>}
        {entry.notes !== null && entry.notes !== '' && <span className="quiet">{entry.notes}</span>}
      </p>
    </>
  );
}

function PaymentBody({ entry }: { readonly entry: Of<'payment'> }) {
  const language = useLanguage();
  return (
    <>
      <Head icon={<PayCircleOutlined />} entry={entry} dayOnly chips={<strong className="tabular private">{formatMoney(entry.amountMinor, entry.currency, language)}</strong>} />
      {entry.notes !== null && entry.notes !== '' && <p className="entry-text">{entry.notes}</p>}
    </>
  );
}

function TaskBody({ entry }: { readonly entry: Of<'task'> }) {
  return (
    <>
      <Head icon={<CheckOutlined />} entry={entry} chips={entry.planName !== null && <span className="entry-chip">{entry.planName}</span>} />
      <p className="entry-text">{entry.title}</p>
      {entry.note !== null && <p className="entry-foot quiet">{entry.note}</p>}
    </>
  );
}

function AttachmentBody({ entry }: { readonly entry: Of<'attachment'> }) {
  const language = useLanguage();
  return (
    <>
      <Head icon={<FileOutlined />} entry={entry} />
      <p className="entry-text">
        {entry.name} <span className="quiet">{formatBytes(entry.sizeBytes, language)}</span>
      </p>
    </>
  );
}

function ConsentBody({ entry }: { readonly entry: Of<'consent'> }) {
  const t = useT();
  const facts = [entry.method === null ? '' : t(`consents.methods.${entry.method}`), entry.notes ?? ''].filter((text) => text !== '');
  return (
    <>
      <Head icon={<FileProtectOutlined />} entry={entry} dayOnly />
      {entry.scope !== null && <p className="entry-text">{entry.scope}</p>}
      {facts.length > 0 && <p className="entry-foot quiet">{facts.join(' · ')}</p>}
    </>
  );
}

function GiftBody({ entry }: { readonly entry: Of<'gift'> }) {
  const language = useLanguage();
  const facts = [entry.occasion ?? '', entry.notes ?? ''].filter((text) => text !== '');
  const cost = entry.costMinor !== null && <strong className="tabular private">{formatMoney(entry.costMinor, entry.currency, language)}</strong>;
  return (
    <>
      <Head icon={<GiftOutlined />} entry={entry} dayOnly chips={cost} />
      <p className="entry-text">{entry.what}</p>
      {facts.length > 0 && <p className="entry-foot quiet">{facts.join(' · ')}</p>}
    </>
  );
}

function MoveBody({ entry }: { readonly entry: Of<'move'> }) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <Head icon={<SyncOutlined />} entry={entry} dayOnly chips={<strong>{moveText(t, { kind: entry.of, from: entry.from, to: entry.to })}</strong>} />
      <p className="entry-text quiet">{reasonText(t, language, entry.reason)}</p>
    </>
  );
}

const MOST_FIELDS = 4;

function ChangeBody({ entry }: { readonly entry: Of<'change'> }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const words = (field: string, value: unknown): string => valueText({ t, language, tags: byId }, field, value);
  const fields = entry.op === 'update' ? shownFields(entry) : [];
  return (
    <>
      <Head icon={<EditFilled />} entry={entry} />
      {fields.length > 0 && (
        <ul className="entry-changes">
          {fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => (
            <li key={field}>
              {fields.length > 2 && <span className="quiet">{fieldName(t, field)} </span>}
              <del>{words(field, before)}</del>
              <span aria-hidden="true"> → </span>
              <span className="sr-only">{t('profile.history.changedTo')}</span>
              <ins>{words(field, after)}</ins>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
