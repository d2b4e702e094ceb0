import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { memo, useState } from 'react';
import { useT } from '../../../lib/i18n.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useOwnFields } from '../../../lib/own-fields.ts';
import { allColumns, defaultChoices, moveColumn, PINNED_FIELD, toggleColumn, type ColumnChoice } from '../../common/model/columns.ts';
import { fieldLabel } from '../../common/filter-words.ts';
import './column-chooser.css';

interface ChooserProps {
  readonly columns: readonly ColumnChoice[];
  readonly onChange: (columns: readonly ColumnChoice[]) => void;
}

/** Which columns the list shows and in which order: tick, drag, or move by the arrows. */
export const ColumnChooser = memo(function ColumnChooser(props: ChooserProps) {
  const t = useT();
  return (
    <Popover trigger="click" placement="bottomRight" content={<Chooser {...props} />} destroyOnHidden>
      <Button icon={<TableOutlined aria-hidden="true" />} aria-haspopup="dialog">
        {t('customers.columns.button')}
      </Button>
    </Popover>
  );
});

function Chooser({ columns, onChange }: ChooserProps) {
  const t = useT();
  const fields = useOwnFields((store) => store.fields);
  const hidden = allColumns(fields).filter(({ field }) => !columns.some((choice) => choice.field === field));
  return (
    <div className="column-chooser">
      <p className="quiet">{t('customers.columns.hint')}</p>
      <ul>
        {columns.map((choice, index) => (
          <Shown key={choice.field} columns={columns} onChange={onChange} field={choice.field} index={index} />
        ))}
        {hidden.map(({ field }) => (
          <li key={field}>
            <Checkbox checked={false} onChange={() => onChange(toggleColumn(columns, field))}>
              {fieldLabel(t, field)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Button type="link" size="small" onClick={() => onChange(defaultChoices())}>
        {t('customers.columns.reset')}
      </Button>
    </div>
  );
}

function Shown({ columns, onChange, field, index }: ChooserProps & { readonly field: string; readonly index: number }) {
  const t = useT();
  const [isOver, setOver] = useState(false);
  const label = fieldLabel(t, field);
  const isPinned = field === PINNED_FIELD;
  return (
    <li
      className={isOver ? 'is-over' : ''}
      draggable={!isPinned}
      onDragStart={(event) => event.dataTransfer.setData('text/x-column', field)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onChange(moveColumn(columns, event.dataTransfer.getData('text/x-column'), index));
      }}
    >
      <Checkbox checked disabled={isPinned} onChange={() => onChange(toggleColumn(columns, field))}>
        {label}
      </Checkbox>
      {isPinned ? (
        <span className="quiet">{t('customers.columns.pinned')}</span>
      ) : (
        <span className="column-moves">
          <IconButton size="small" icon={<ArrowUpOutlined aria-hidden="true" />} label={t('customers.columns.up', { field: label })} disabled={index <= 1} onClick={() => onChange(moveColumn(columns, field, index - 1))} />
          <IconButton size="small" icon={<ArrowDownOutlined aria-hidden="true" />} label={t('customers.columns.down', { field: label })} disabled={index >= columns.length - 1} onClick={() => onChange(moveColumn(columns, field, index + 1))} />
          <HolderOutlined className="quiet" aria-hidden="true" />
        </span>
      )}
    </li>
  );
}
