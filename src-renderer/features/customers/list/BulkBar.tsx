import { DeleteOutlined, ExportOutlined, TagOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import type { Selection } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { useT } from '../../../lib/i18n.ts';
import { May } from '../../../lib/may.tsx';
import { showToast } from '../../../lib/toast.ts';
import { useUndoToast } from '../../../lib/undo.ts';
import { SelectionBar } from '../../../ui/SelectionBar.tsx';
import { ConsentMany } from '../../consents/ConsentMany.tsx';
import { VerifyMany } from '../../fields/Verify.tsx';
import { BulkTools } from '../../bulk/BulkTools.tsx';
import { HandOffButton } from '../../hand-off/HandOffButton.tsx';
import { MoveButton } from '../../moving/MoveButton.tsx';
import { TagSelect } from '../../common/TagSelect.tsx';
import { GreetButton } from '../../outputs/GreetButton.tsx';
import { CallListButton } from '../../outputs/CallListButton.tsx';
import { useRemoveCustomers } from '../record/use-remove.ts';

interface BulkProps {
  readonly count: number;
  readonly total: number;
  readonly selection: Selection | null;
  readonly onClear: () => void;
  readonly onAll: () => void;
  readonly onExport: (selection: Selection) => void;
}

/** What can be done with the ticked customers; every act is done at once and offers its undo. */
export function BulkBar(props: BulkProps) {
  const t = useT();
  const remove = useRemoveCustomers();
  const { selection } = props;
  return (
    <SelectionBar count={props.count} onClear={props.onClear}>
      {props.count < props.total && <Button onClick={props.onAll}>{t('customers.bulk.all')}</Button>}
      <May call="customers.tag">
        <TagButton {...props} way="add" />
        <TagButton {...props} way="remove" />
      </May>
      <May call="bulk.edit">
        <BulkTools selection={selection} count={props.count} onDone={props.onClear} />
      </May>
      <May call="moving.start">
        <MoveButton selection={selection} count={props.count} onDone={props.onClear} />
      </May>
      <May call="consents.addMany">
        <ConsentMany selection={selection} count={props.count} onDone={props.onClear} />
      </May>
      <May call="customers.verify">
        <VerifyMany selection={selection} onDone={props.onClear} />
      </May>
      {selection && <GreetButton begin={{ ask: { selection, title: t('greetings.ticked', { count: props.count }) } }} />}
      <May call="calls.list">
        <CallListButton ask={selection && { what: { of: 'customers', selection }, title: t('outputs.calls.title') }} />
      </May>
      <HandOffButton of="cards" ask={selection && { of: 'cards', selection, name: t('customers.title') }} />
      <May call="export.start">
        <Button icon={<ExportOutlined aria-hidden="true" />} onClick={() => selection && props.onExport(selection)}>
          {t('customers.bulk.export')}
        </Button>
      </May>
      <May call="customers.remove">
        <Button
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          onClick={() => {
            if (selection) void remove(selection).then((done) => done && props.onClear());
          }}
        >
          {t('customers.bulk.remove')}
        </Button>
      </May>
    </SelectionBar>
  );
}

function TagButton({ selection, way }: BulkProps & { readonly way: 'add' | 'remove' }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [isOpen, setOpen] = useState(false);
  const [tags, setTags] = useState<readonly number[]>([]);
  const label = t(way === 'add' ? 'customers.bulk.addTags' : 'customers.bulk.removeTags');
  const apply = async (): Promise<void> => {
    if (selection === null || tags.length === 0) return;
    setOpen(false);
    const reply = await api.call('customers.tag', { selection, [way]: [...tags] });
    setTags([]);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const { count, actionId } = reply.value;
    undoToast(t(way === 'add' ? 'customers.bulk.tagged' : 'customers.bulk.untagged', { count }), actionId);
  };
  const form = (
    <form
      className="bulk-tags"
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <p className="quiet">{t(way === 'add' ? 'customers.bulk.chooseTags' : 'customers.bulk.chooseTagsOff')}</p>
      <TagSelect label={label} value={tags} onChange={setTags} />
      <Button type="primary" htmlType="submit" disabled={tags.length === 0}>
        {t('customers.bulk.apply')}
      </Button>
    </form>
  );
  return (
    <Popover trigger="click" placement="top" open={isOpen} onOpenChange={setOpen} content={form} destroyOnHidden>
      <Button icon={way === 'add' ? <TagOutlined aria-hidden="true" /> : undefined} aria-haspopup="dialog">
        {label}
      </Button>
    </Popover>
  );
}
