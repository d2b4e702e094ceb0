import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EditOutlined, EyeInvisibleOutlined, EyeOutlined, HolderOutlined } from '@ant-design/icons';
import { useState, type KeyboardEvent } from 'react';
import type { CustomField } from '../../../shared/modules/custom-fields.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useIsOwner } from '../../lib/own-fields.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { grouped, movedTo, stepped, type Placed } from './arrange.ts';

interface ListProps {
  readonly fields: readonly CustomField[];
  readonly onEdit: (field: CustomField) => void;
}

/** The fields by section. Dragged by the mouse, or moved by the arrows and Alt+↑/↓; Enter opens a field. */
export function FieldList({ fields, onEdit }: ListProps) {
  const t = useT();
  const undoToast = useUndoToast();
  const isOwner = useIsOwner();
  const isLocked = (field: CustomField): boolean => field.ownerOnly && !isOwner;
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const arrange = async (order: readonly Placed[] | null): Promise<void> => {
    if (order === null) return;
    const reply = await api.call('fields.arrange', { order: order.map(({ id, section }) => ({ id, section })) });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const hide = async (field: CustomField): Promise<void> => {
    const reply = await api.call('fields.update', { id: field.id, patch: { hidden: !field.hidden } });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t(field.hidden ? 'customFields.page.shown' : 'customFields.page.hidden', { field: field.label }), reply.value.actionId);
  };
  const remove = async (field: CustomField): Promise<void> => {
    const reply = await api.call('fields.remove', { id: field.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const { usedBy, actionId } = reply.value;
    const text = t('customFields.page.removed', { field: field.label });
    undoToast(usedBy.length === 0 ? text : `${text} ${t('customFields.page.removedUsed', { fields: usedBy.join('、') })}`, actionId);
  };
  const onKey = (event: KeyboardEvent, field: CustomField): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && !isLocked(field)) onEdit(field);
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) void arrange(stepped(fields, field.id, event.key === 'ArrowUp' ? -1 : 1));
    else return;
    event.preventDefault();
  };
  return grouped(fields).map(({ section, fields: own }) => (
    <div key={section ?? ''} className="field-group">
      <h3>{section ?? t('customFields.page.noSection')}</h3>
      <ul aria-label={section ?? t('customFields.page.noSection')}>
        {own.map((field) => (
          <li
            key={field.id}
            tabIndex={0}
            draggable
            aria-label={field.label}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Enter"
            className={`field-row${over === field.id && dragged !== field.id ? ' is-over' : ''}${field.hidden ? ' is-hidden' : ''}`}
            onKeyDown={(event) => onKey(event, field)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/x-field', String(field.id));
              setDragged(field.id);
            }}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(field.id);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) void arrange(movedTo(fields, dragged, field.id));
              setOver(null);
            }}
          >
            <HolderOutlined className="quiet field-grip" aria-hidden="true" />
            <span className="own-name">{field.label}</span>
            <span className="quiet field-about">
              {[t(`customFields.kind.${field.kind}`), field.ownerOnly ? t('customFields.ownerOnly.tag') : '', field.rules.required === true ? t('customFields.page.required') : '', field.broken ? t('customFields.broken') : '', field.hidden ? t('customFields.page.isHidden') : ''].filter(Boolean).join(' · ')}
            </span>
            <span className="icon-buttons">
              <IconButton size="small" icon={<ArrowUpOutlined aria-hidden="true" />} label={t('customFields.page.up', { field: field.label })} disabled={stepped(fields, field.id, -1) === null} onClick={() => void arrange(stepped(fields, field.id, -1))} />
              <IconButton size="small" icon={<ArrowDownOutlined aria-hidden="true" />} label={t('customFields.page.down', { field: field.label })} disabled={stepped(fields, field.id, 1) === null} onClick={() => void arrange(stepped(fields, field.id, 1))} />
              <IconButton size="small" icon={field.hidden ? <EyeInvisibleOutlined aria-hidden="true" /> : <EyeOutlined aria-hidden="true" />} label={t(field.hidden ? 'customFields.page.show' : 'customFields.page.hide', { field: field.label })} disabled={isLocked(field)} onClick={() => void hide(field)} />
              <IconButton size="small" icon={<EditOutlined aria-hidden="true" />} label={t('customFields.page.edit', { field: field.label })} disabled={isLocked(field)} onClick={() => onEdit(field)} />
              <IconButton size="small" danger icon={<DeleteOutlined aria-hidden="true" />} label={t('customFields.page.remove', { field: field.label })} disabled={isLocked(field)} onClick={() => void remove(field)} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  ));
}
