import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Consent } from '../../../shared/modules/consents.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { ConsentForm, type ConsentBody } from './ConsentForm.tsx';
import './consents.css';

type Asked = { readonly row: Consent } | { readonly start: Partial<ConsentBody> };

/** What a customer was told and agreed to: where they stand, the entries behind it, and a new one in two presses. */
export function Consents({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const undoToast = useUndoToast();
  const { data, isPending, isError, error } = useApiQuery('consents.list', { customerId: customer.id });
  const [asked, setAsked] = useState<Asked | null>(null);
  const save = async (body: ConsentBody): Promise<void> => {
    const row = asked && 'row' in asked ? asked.row : null;
    const reply = row ? await api.call('consents.update', { id: row.id, patch: body }) : await api.call('consents.create', { customerId: customer.id, ...body });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    setAsked(null);
    undoToast(t(row ? 'consents.updated' : 'consents.saved', { name: customer.name }), reply.actionId);
  };
  const agreed = data?.rows.find((row) => row.kind === 'consent');
  const mayWrite = useMay('consents.create');
  const open = mayWrite && customer.deletedAt === null;
  return (
    <div className="consents">
      {isPending && <Loading rows={1} />}
      {isError && <ErrorNote error={error.error} />}
      {data && <p className={customer.consent === 'withdrawal' ? 'consent-state consent-withdrawn' : 'consent-state'}>{t(`consents.states.${customer.consent ?? 'none'}`)}</p>}
      <ul>
        {data?.rows.map((row) => (
          <Entry key={row.id} row={row} editable={open} onEdit={() => setAsked({ row })} />
        ))}
      </ul>
      {open && (
        <p className="consents-foot">
          <Button size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setAsked({ start: {} })}>
            {t('consents.add')}
          </Button>
          {customer.consent === 'consent' && (
            <Button size="small" type="text" onClick={() => setAsked({ start: { kind: 'withdrawal', scope: agreed?.scope ?? null } })}>
              {t('consents.withdraw')}
            </Button>
          )}
        </p>
      )}
      {asked !== null && (
        <ConsentForm title={t('row' in asked ? 'consents.edit' : 'consents.add')} about={customer.name} start={'row' in asked ? asked.row : asked.start} onSave={save} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

function Entry({ row, editable, onEdit }: { readonly row: Consent; readonly editable: boolean; readonly onEdit: () => void }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const remove = async (): Promise<void> => {
    const reply = await api.call('consents.remove', { id: row.id });
    if (reply.ok) undoToast(t('consents.removed'), reply.actionId);
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const date = formatDate(row.date, language);
  const who = row.actor === 'owner' ? t('privacy.audit.owner') : row.actor;
  const facts = [row.method === null ? '' : t(`consents.methods.${row.method}`), row.notes ?? '', t('consents.by', { who })].filter((text) => text !== '');
  return (
    <li className="consent">
      <span className="consent-what">
        <span>
          <strong>{t(`consents.kinds.${row.kind}`)}</strong>
          {row.scope !== null && <span className="consent-scope">{row.scope}</span>}
        </span>
        <span className="quiet consent-facts">{facts.join(' · ')}</span>
      </span>
      <time className="quiet tabular" dateTime={row.date}>
        {date}
      </time>
      {editable && (
        <span className="consent-acts">
          <IconButton size="small" icon={<EditOutlined aria-hidden="true" />} label={t('consents.editOf', { date })} onClick={onEdit} />
          <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('consents.removeOf', { date })} onClick={() => void remove()} />
        </span>
      )}
    </li>
  );
}
