import { Input, Select } from 'antd';
import { useState } from 'react';
import type { BulkOp } from '../../../shared/modules/bulk.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import { api } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useOwnFields } from '../../lib/own-fields.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { fieldLabel } from '../common/filter-words.ts';
import { useBulkOutcome } from './bulk-outcome.ts';
import { BulkPreview } from './BulkPreview.tsx';
import { BulkValue } from './BulkValue.tsx';
import { bulkFields, waysOf, type BulkValueOf, type BulkWay } from './bulk-fields.ts';
import './bulk.css';

/** One field of all the chosen customers: what it becomes, seen before it is done, as one step of undo. */
export function BulkEdit(props: { readonly selection: Selection; readonly count: number; readonly onDone: () => void; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const own = useOwnFields((store) => store.fields);
  const outcome = useBulkOutcome();
  const fields = bulkFields(own);
  const [field, setField] = useState('source');
  const [way, setWay] = useState<BulkWay>('set');
  const [value, setValue] = useState<BulkValueOf>(null);
  const [find, setFind] = useState('');
  const [replacement, setReplacement] = useState('');
  const change = changeOf(way, value, find, replacement);
  const choose = (next: string): void => {
    setField(next);
    setWay(waysOf(next, own)[0] ?? 'set');
    setValue(null);
  };
  const apply = (): void => {
    if (!change) return;
    props.onDone();
    void api.call('bulk.edit', { selection: props.selection, field, change }).then((reply) => outcome(reply, (count) => t('views.bulk.done', { count })));
  };
  return (
    <Dialog
      open
      width={720}
      title={t('views.bulk.title', { count: props.count })}
      okText={t('views.bulk.apply', { count: props.count })}
      okDisabled={change === null}
      onOk={apply}
      onClose={props.onClose}
    >
      <div className="bulk-edit">
        <div className="bulk-what">
          <Field label={t('views.bulk.field')}>
            <Select showSearch={{ optionFilterProp: 'label' }} value={field} options={fields.map((name) => ({ value: name, label: fieldLabel(t, name) }))} onChange={choose} />
          </Field>
          <Field label={t('views.bulk.how')}>
            <Select<BulkWay> value={way} options={waysOf(field, own).map((one) => ({ value: one, label: t(`views.bulk.${one}`) }))} onChange={setWay} />
          </Field>
        </div>
        {way === 'replace' ? (
          <div className="bulk-what">
            <Field label={t('views.bulk.find')}>
              <Input autoFocus value={find} maxLength={500} onChange={(event) => setFind(event.target.value)} />
            </Field>
            <Field label={t('views.bulk.with')}>
              <Input value={replacement} maxLength={500} onChange={(event) => setReplacement(event.target.value)} />
            </Field>
          </div>
        ) : (
          way !== 'clear' && <BulkValue key={`${field}-${way}`} field={field} value={value} onChange={setValue} />
        )}
        {change && <BulkPreview selection={props.selection} field={field} change={change} countText={formatNumber(props.count, language)} />}
      </div>
    </Dialog>
  );
}

/** The operation; `null` while something is missing. */
function changeOf(way: BulkWay, value: BulkValueOf, find: string, replacement: string): BulkOp | null {
  if (way === 'clear') return { op: 'clear' };
  if (way === 'replace') return find === '' ? null : { op: 'replace', find, with: replacement };
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return { op: way, value };
}
