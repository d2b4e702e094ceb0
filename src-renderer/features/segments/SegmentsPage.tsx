import { FilterOutlined, MoreOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { ListFilter } from '../../../shared/kernel/filter.ts';
import type { Segment } from '../../../shared/modules/segments.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Page } from '../../ui/Page.tsx';
import { Empty, Loading } from '../../ui/States.tsx';
import { useOpenGreet } from '../outputs/GreetButton.tsx';
import { useOpenCalls } from '../outputs/CallListButton.tsx';
import { FilterBuilder } from './FilterBuilder.tsx';
import { nodeText } from './node-words.ts';
import { SegmentForm } from './SegmentForm.tsx';
import { useNodeWords, useSegments } from './use-segments.ts';
import './segments.css';

type Open = { readonly as: 'conditions' | 'name'; readonly segment: Segment } | { readonly as: 'new' | 'list' } | { readonly as: 'save'; readonly filter: ListFilter } | null;

/** All segments: what each asks in words, how many customers it has now, and what can be done with it. */
export function SegmentsPage() {
  const t = useT();
  const { segments, isPending } = useSegments();
  const [open, setOpen] = useState<Open>(null);
  const counts = useApiQuery('segments.counts', { ids: segments.slice(0, 200).map(({ id }) => id) }, { enabled: segments.length > 0 });
  const byId = new Map(counts.data?.counts.map(({ id, count }) => [id, count]));
  const mayMake = useMay('segments.create');
  const create = mayMake && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({ as: 'new' })}>
      {t('segments.create')}
    </Button>
  );
  return (
    <Page title={t('segments.title')} actions={<>{mayMake && segments.length > 0 && <Button onClick={() => setOpen({ as: 'list' })}>{t('segments.createList')}</Button>} {create}</>}>
      {isPending ? (
        <Loading />
      ) : segments.length === 0 ? (
        <Empty text={t('segments.empty.text')} detail={t('segments.empty.detail')} action={mayMake && <Button onClick={() => setOpen({ as: 'new' })}>{t('segments.empty.action')}</Button>} />
      ) : (
        <ul className="segment-list">
          {segments.map((one) => (
            <SegmentLine key={one.id} segment={one} count={byId.get(one.id)} onOpen={setOpen} />
          ))}
        </ul>
      )}
      <Forms open={open} onOpen={setOpen} />
    </Page>
  );
}

function SegmentLine(props: { readonly segment: Segment; readonly count: number | null | undefined; readonly onOpen: (open: Open) => void }) {
  const t = useT();
  const words = useNodeWords();
  const undoToast = useUndoToast();
  const openCalls = useOpenCalls();
  const openGreet = useOpenGreet();
  const [mayChange, mayCall, mayGreet] = [useMay('segments.update'), useMay('calls.list'), useMay('greetings.preview')];
  const { segment, count, onOpen } = props;
  const remove = async (): Promise<void> => {
    const reply = await api.call('segments.remove', { id: segment.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('segments.removed', { name: segment.name }), reply.value.actionId);
  };
  const items = [
    ...(mayChange && segment.kind === 'live' ? [{ key: 'edit', label: t('segments.edit'), onClick: () => onOpen({ as: 'conditions', segment }) }] : []),
    ...(mayGreet ? [{ key: 'greet', label: t('greetings.use'), onClick: () => openGreet({ ask: { selection: { query: { filter: { all: [{ segment: segment.id }] } }, except: [] }, title: segment.name } }) }] : []),
    ...(mayCall ? [{ key: 'calls', label: t('outputs.calls.open'), onClick: () => openCalls({ what: { of: 'customers', selection: { query: { filter: { all: [{ segment: segment.id }] } } } }, title: segment.name }) }] : []),
    ...(mayChange
      ? [
          { key: 'name', label: t('segments.rename'), onClick: () => onOpen({ as: 'name', segment }) },
          { type: 'divider' as const },
          { key: 'remove', danger: true, label: t('segments.remove'), onClick: () => void remove() },
        ]
      : []),
  ];
  return (
    <li className="segment-line">
      {segment.kind === 'live' ? <FilterOutlined aria-hidden /> : <UnorderedListOutlined aria-hidden />}
      <div className="segment-what">
        <Link to="/customers" search={{ segment: segment.id }}>
          {segment.name}
        </Link>
        <p className="quiet">
          {t(segment.kind === 'live' ? 'segments.live' : 'segments.fixed')}
          {segment.filter && ` · ${nodeText(words, segment.filter)}`}
          {segment.note !== null && ` · ${segment.note}`}
        </p>
      </div>
      <span className="tabular segment-count">{count === undefined ? '' : count === null ? t('segments.broken') : t('segments.count', { count })}</span>
      {items.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items }}>
          <Button type="text" icon={<MoreOutlined aria-hidden />} aria-haspopup="menu" aria-label={`${t('segments.actions')}: ${segment.name}`} />
        </Dropdown>
      )}
    </li>
  );
}

function Forms({ open, onOpen }: { readonly open: Open; readonly onOpen: (open: Open) => void }) {
  const t = useT();
  const close = () => onOpen(null);
  if (open === null) return null;
  if (open.as === 'save') return <SegmentForm what={{ filter: open.filter }} onDone={close} />;
  if (open.as === 'list') return <SegmentForm what={{ selection: null }} onDone={close} />;
  if (open.as === 'name') return <SegmentForm what={{ segment: open.segment }} onDone={close} />;
  const segment = open.as === 'conditions' ? open.segment : null;
  const done = async (filter: ListFilter): Promise<void> => {
    if (!segment) return onOpen({ as: 'save', filter });
    const reply = await api.call('segments.update', { id: segment.id, patch: { filter } });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    showToast({ kind: 'success', text: t('segments.changed', { name: segment.name }) });
    close();
  };
  return (
    <FilterBuilder
      filter={segment?.filter ?? { all: [] }}
      title={segment ? segment.name : t('segments.create')}
      okText={t(segment ? 'ui.actions.save' : 'ui.actions.next')}
      onOk={(filter) => void done(filter)}
      onClose={close}
      {...(segment && { self: segment.id })}
    />
  );
}
