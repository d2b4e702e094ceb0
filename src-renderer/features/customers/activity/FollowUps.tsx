import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { contactMethodSchema, type FollowUp } from '../../../../shared/modules/activity.ts';
import { api, useApiQuery } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { formatDate, formatDateTime, formatRelative } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { ErrorNote, Loading } from '../../../ui/States.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useRemoveActivity } from './use-remove-activity.ts';
import './activity.css';

const SHOWN = 50;
type Method = FollowUp['method'];

/** What was said with a customer and what comes next; the latest first, a new one written on top. */
export function FollowUps({ customerId }: { readonly customerId: number }) {
  const t = useT();
  const list = useApiQuery('followUps.list', { customerId, limit: SHOWN });
  const [editing, setEditing] = useState<number | null>(null);
  return (
    <div className="activity">
      <FollowUpForm customerId={customerId} key={customerId} />
      {list.isPending && <Loading rows={2} />}
      {list.isError && <ErrorNote error={list.error.error} />}
      {list.data?.rows.length === 0 && <p className="quiet">{t('profile.followUp.none')}</p>}
      <ol className="activity-list">
        {list.data?.rows.map((row) => (
          <li key={row.id}>
            {editing === row.id ? <FollowUpForm customerId={customerId} row={row} onDone={() => setEditing(null)} /> : <FollowUpItem row={row} onEdit={() => setEditing(row.id)} />}
          </li>
        ))}
      </ol>
      {(list.data?.total ?? 0) > SHOWN && <p className="quiet">{t('profile.followUp.more', { count: list.data?.total, shown: SHOWN })}</p>}
    </div>
  );
}

function FollowUpItem({ row, onEdit }: { readonly row: FollowUp; readonly onEdit: () => void }) {
  const t = useT();
  const language = useLanguage();
  const remove = useRemoveActivity();
  return (
    <article className="activity-item">
      <header>
        <strong>{t(`fields.method.${row.method}`)}</strong>
        <time className="quiet" dateTime={new Date(row.at).toISOString()} title={formatDateTime(row.at, language)}>
          {formatRelative(row.at, language)}
        </time>
        <span className="activity-actions">
          <IconButton size="small" icon={<EditOutlined aria-hidden="true" />} label={t('profile.followUp.edit')} onClick={onEdit} />
          <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('profile.followUp.remove')} onClick={() => void remove('followUps.remove', row.id, t('profile.followUp.removed'))} />
        </span>
      </header>
      <p className="activity-text">{row.content}</p>
      {row.nextDate !== null && <p className="activity-next">{t('profile.followUp.next', { date: formatDate(row.nextDate, language) })}</p>}
    </article>
  );
}

function FollowUpForm({ customerId, row, onDone }: { readonly customerId: number; readonly row?: FollowUp; readonly onDone?: () => void }) {
  const t = useT();
  const [method, setMethod] = useState<Method>(row?.method ?? 'wechat');
  const [content, setContent] = useState(row?.content ?? '');
  const [nextDate, setNextDate] = useState<string | null>(row?.nextDate ?? null);
  const [isBusy, setBusy] = useState(false);
  const isEmpty = content.trim() === '';
  const save = async (): Promise<void> => {
    if (isEmpty || isBusy) return;
    setBusy(true);
    const body = { method, content: content.trim(), nextDate };
    const reply = row ? await api.call('followUps.update', { id: row.id, patch: body }) : await api.call('followUps.create', { customerId, at: Date.now(), ...body });
    setBusy(false);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    if (!row) {
      setContent('');
      setNextDate(null);
    }
    onDone?.();
  };
  return (
    <form
      className="activity-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        if (event.key === 'Escape' && onDone) {
          event.stopPropagation();
          onDone();
        }
      }}
    >
      <Input.TextArea
        data-followup=""
        autoFocus={row !== undefined}
        rows={2}
        className="grows"
        maxLength={10_000}
        value={content}
        aria-label={t('fields.followUp.content')}
        placeholder={t('profile.followUp.placeholder')}
        onChange={(event) => setContent(event.target.value)}
      />
      <div className="activity-line">
        <Select<Method>
          value={method}
          aria-label={t('fields.followUp.method')}
          options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))}
          onChange={setMethod}
        />
        <DatePicker
          value={nextDate === null ? null : dayjs(nextDate)}
          aria-label={t('profile.followUp.nextLabel')}
          placeholder={t('profile.followUp.nextLabel')}
          onChange={(date) => setNextDate(date?.format('YYYY-MM-DD') ?? null)}
        />
        <Button htmlType="submit" type={isEmpty ? 'default' : 'primary'} disabled={isEmpty} loading={isBusy}>
          {t('profile.followUp.save')}
        </Button>
        {onDone && <Button onClick={onDone}>{t('ui.actions.cancel')}</Button>}
      </div>
    </form>
  );
}
