import { EditOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import type { Selection } from '../../../shared/modules/customers.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { SegmentForm } from '../segments/SegmentForm.tsx';
import { useListMembers } from '../segments/use-lists.ts';
import { useSegments } from '../segments/use-segments.ts';
import { VisitForm } from '../visits/VisitForm.tsx';
import { BulkEdit } from './BulkEdit.tsx';

/** In the bar of a selection: change one field of all of them, put them on a fixed list or take them off one. */
export function BulkTools(props: { readonly selection: Selection | null; readonly count: number; readonly onDone: () => void }) {
  const t = useT();
  const { segments } = useSegments();
  const change = useListMembers();
  const mayVisit = useMay('visits.create');
  const [open, setOpen] = useState<{ readonly as: 'edit' | 'list' | 'visits'; readonly selection: Selection } | null>(null);
  const { selection } = props;
  const lists = segments.filter(({ kind }) => kind === 'fixed');
  const each = (remove: boolean) => lists.map((one) => ({ key: `${String(remove)}-${one.id}`, label: one.name, onClick: () => void (selection && change(one, selection, remove)) }));
  const items: MenuProps['items'] = [
    ...(lists.length > 0 ? [{ key: 'add', label: t('segments.list.add'), children: each(false) }, { key: 'remove', label: t('segments.list.remove'), children: each(true) }, { type: 'divider' as const }] : []),
    ...(mayVisit ? [{ key: 'visits', label: t('visits.plan'), onClick: () => selection && setOpen({ as: 'visits', selection }) }, { type: 'divider' as const }] : []),
    { key: 'fresh', label: t('segments.list.fresh'), onClick: () => selection && setOpen({ as: 'list', selection }) },
  ];
  return (
    <>
      <Button icon={<EditOutlined aria-hidden="true" />} onClick={() => selection && setOpen({ as: 'edit', selection })}>
        {t('views.bulk.button')}
      </Button>
      <Dropdown trigger={['click']} placement="top" menu={{ items }}>
        <Button icon={<UnorderedListOutlined aria-hidden="true" />} aria-haspopup="menu" aria-label={t('segments.list.add')} title={t('segments.list.add')} />
      </Dropdown>
      {open?.as === 'edit' && <BulkEdit selection={open.selection} count={props.count} onDone={() => setOpen(null)} onClose={() => setOpen(null)} />}
      {open?.as === 'visits' && <VisitForm selection={open.selection} onDone={props.onDone} onClose={() => setOpen(null)} />}
      {open?.as === 'list' && <SegmentForm what={{ selection: open.selection }} onDone={() => setOpen(null)} />}
    </>
  );
}
