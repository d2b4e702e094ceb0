import { ApartmentOutlined, CloseOutlined, EditOutlined, LinkOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { Related } from '../../../shared/modules/relations.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatPhone } from '../../lib/format.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { RelationDialog } from './RelationDialog.tsx';
import { RelationGraph } from './RelationGraph.tsx';
import { relationName } from './relation-name.ts';
import './relations.css';

const SHOWN = 8;
const MOST = 500;

/** The people and companies around a customer, as a list or drawn. */
export function Relations({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const list = useApiQuery('relations.list', { customerId: customer.id, limit: MOST });
  const [dialog, setDialog] = useState<'new' | Related | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [all, setAll] = useState(false);
  const rows = list.data?.rows ?? [];
  const shown = all ? rows : rows.slice(0, SHOWN);
  const mayWrite = useMay('relations.create');
  const isLinked = rows.some((row) => row.kind === 'employer');
  return (
    <div className="relations">
      {list.isPending && <Loading rows={2} />}
      {list.isError && <ErrorNote error={list.error.error} />}
      {list.data && rows.length === 0 && <p className="quiet">{t('portrait.relations.none')}</p>}
      {drawn && rows.length > 0 ? (
        <RelationGraph customer={customer} />
      ) : (
        <ul className="private">
          {shown.map((row) => (
            <Person key={row.id} row={row} mayWrite={mayWrite} onEdit={() => setDialog(row)} />
          ))}
        </ul>
      )}
      {!drawn && rows.length > shown.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('portrait.relations.more', { count: rows.length - shown.length })}
        </Button>
      )}
      {mayWrite && list.data && customer.kind === 'individual' && !isLinked && (customer.company ?? '').trim() !== '' && <CompanyOffer customer={customer} />}
      <p className="relations-foot">
        {mayWrite && (
          <Button size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setDialog('new')}>
            {t('portrait.relations.add')}
          </Button>
        )}
        {rows.length > 0 && (
          <Button size="small" type="text" aria-pressed={drawn} icon={drawn ? <UnorderedListOutlined aria-hidden="true" /> : <ApartmentOutlined aria-hidden="true" />} onClick={() => setDrawn(!drawn)}>
            {t(drawn ? 'portrait.relations.list' : 'portrait.relations.graph')}
          </Button>
        )}
      </p>
      {dialog !== null && <RelationDialog customer={customer} row={dialog === 'new' ? null : dialog} ownKinds={list.data?.ownKinds ?? []} onClose={() => setDialog(null)} />}
    </div>
  );
}

function Person({ row, mayWrite, onEdit }: { readonly row: Related; readonly mayWrite: boolean; readonly onEdit: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const { other } = row;
  const remove = async (): Promise<void> => {
    const reply = await api.call('relations.remove', { id: row.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('portrait.relations.removed', { name: other.name }), reply.actionId);
  };
  const facts = [row.role ?? other.title, other.phone === null ? null : formatPhone(other.phone), row.notes].filter((text) => text !== null && text !== '');
  return (
    <li className="related">
      <Avatar name={other.name} />
      <span className="related-who">
        <span>
          <Link to="/customers/$id" params={{ id: other.id }} className="related-name">
            {other.name}
          </Link>
          <span className="related-kind">{relationName(t, row)}</span>
        </span>
        {facts.length > 0 && <span className="quiet related-facts">{facts.join(' · ')}</span>}
      </span>
      {mayWrite && (
        <span className="related-acts">
          <IconButton size="small" icon={<EditOutlined aria-hidden="true" />} label={t('portrait.relations.edit', { name: other.name })} onClick={onEdit} />
          <IconButton size="small" icon={<CloseOutlined aria-hidden="true" />} label={t('portrait.relations.remove', { name: other.name })} onClick={() => void remove()} />
        </span>
      )}
    </li>
  );
}

/** The company is on the card as text: one click makes it a record of its own that shows its people. */
function CompanyOffer({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const link = async (): Promise<void> => {
    const reply = await api.call('relations.linkCompany', { customerId: customer.id });
    if (reply.ok) showToast({ kind: 'success', text: t('portrait.relations.linked', { name: reply.value.other.name }) });
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <p className="company-offer">
      <span className="quiet">{t('portrait.relations.linkCompany', { name: customer.company })}</span>
      <Button size="small" icon={<LinkOutlined aria-hidden="true" />} onClick={() => void link()}>
        {t('portrait.relations.linkCompanyButton')}
      </Button>
    </p>
  );
}
