import { AppstoreOutlined, BarChartOutlined, BarsOutlined, GroupOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented, type MenuProps } from 'antd';
import { memo, useState } from 'react';
import type { ListFilter } from '../../../shared/kernel/filter.ts';
import type { View } from '../../../shared/modules/views.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { useOwnFields } from '../../lib/own-fields.ts';
import { showToast } from '../../lib/toast.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { askChart } from '../common/chart-store.ts';
import { fieldLabel } from '../common/filter-words.ts';
import { useListView } from '../common/model/list-view.ts';
import { SegmentForm } from '../segments/SegmentForm.tsx';
import { boardFields, groupFields } from './fields.ts';
import { bodyOf, isChanged, openView } from './view-state.ts';
import { useCurrentView } from './use-views.ts';
import { ViewForm } from './ViewForm.tsx';
import './views.css';

const GROUPED_BY = { value: 'views.group.by', month: 'views.group.byMonth', decade: 'views.group.byDecade', range: 'views.group.byRange' } as const;

/** List or board, and by what the list is grouped or the board has columns. Rows that come and go do not draw it again. */
export const ViewTools = memo(function ViewTools() {
  const t = useT();
  const own = useOwnFields((store) => store.fields);
  const layout = useListView((state) => state.layout);
  const group = useListView((state) => state.group);
  const board = useListView((state) => state.board);
  const isBoard = layout === 'board';
  const boards = boardFields(own);
  const chosen = isBoard ? (board ?? boards[0]?.field ?? null) : group;
  const label = isBoard ? `${t('views.board.field')}: ${chosen === null ? '' : fieldLabel(t, chosen)}` : chosen === null ? t('views.group.button') : t('views.group.by', { field: fieldLabel(t, chosen) });
  const groups: MenuProps['items'] = isBoard
    ? boards.map(({ field }) => ({ key: field, label: fieldLabel(t, field) }))
    : [{ key: '', label: t('views.group.none') }, { type: 'divider' }, ...groupFields(own).map(({ field, by }) => ({ key: field, label: t(GROUPED_BY[by], { field: fieldLabel(t, field) }) }))];
  return (
    <>
      <Segmented<'list' | 'board'>
        aria-label={t('views.layout')}
        value={layout}
        options={[
          { value: 'list', icon: <BarsOutlined aria-hidden />, title: t('views.asList'), label: <span className="sr-only">{t('views.asList')}</span> },
          { value: 'board', icon: <AppstoreOutlined aria-hidden />, title: t('views.asBoard'), label: <span className="sr-only">{t('views.asBoard')}</span> },
        ]}
        onChange={(next) => useListView.setState({ layout: next, openId: null, ...(next === 'board' && board === null && { board: boards[0]?.field ?? null }) })}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: groups,
          className: 'long-menu',
          selectable: true,
          selectedKeys: [chosen ?? ''],
          onClick: ({ key }) => useListView.setState(isBoard ? { board: key } : { group: key === '' ? null : key }),
        }}
      >
        <Button icon={<GroupOutlined aria-hidden />} aria-haspopup="menu" aria-label={label} title={label}>
          {chosen === null ? null : fieldLabel(t, chosen)}
        </Button>
      </Dropdown>
      <IconButton icon={<BarChartOutlined aria-hidden />} label={t('views.chart.button')} onClick={() => askChart(chosen)} />
    </>
  );
});

/** Unsaved changes of the view in use, with what can be done about them; without a view, the ways to keep what is shown. */
export const ViewChanges = memo(function ViewChanges() {
  const view = useCurrentView();
  const [form, setForm] = useState<'view' | 'segment' | null>(null);
  const mayKeep = useMay('views.create', 'segments.create');
  // Who may keep nothing still goes back to the view as it was.
  // Words typed into the search box change no view when none is in use: then they draw nothing here.
  const changed = useListView((state) => view !== null && isChanged(state, view.body));
  const worthKeeping = useListView((state) => view === null && (state.conditions.length > 0 || state.group !== null || state.layout === 'board'));
  if (!changed && (!mayKeep || (!worthKeeping && form === null))) return null;
  return <Keep view={changed ? view : null} mayKeep={mayKeep} form={form} setForm={setForm} />;
});

interface KeepProps {
  /** The view that has unsaved changes. */
  readonly view: View | null;
  readonly mayKeep: boolean;
  readonly form: 'view' | 'segment' | null;
  readonly setForm: (form: 'view' | 'segment' | null) => void;
}

function Keep({ view, mayKeep, form, setForm }: KeepProps) {
  const t = useT();
  const state = useListView();
  const save = async (): Promise<void> => {
    if (!view) return;
    const reply = await api.call('views.update', { id: view.id, patch: { body: bodyOf(state) } });
    showToast(reply.ok ? { kind: 'success', text: t('views.saved', { name: view.name }) } : { kind: 'error', text: errorLine(t, reply.error) });
  };
  const filter: ListFilter = { all: [...state.conditions] };
  return (
    <span className="view-changes">
      {view && (
        <>
          <span className="view-unsaved" role="status">
            {t('views.unsaved')}
          </span>
          {mayKeep && (
            <Button size="small" type="primary" ghost onClick={() => void save()}>
              {t('views.save')}
            </Button>
          )}
          <Button size="small" onClick={() => openView(view)}>
            {t('views.drop')}
          </Button>
        </>
      )}
      {mayKeep && (
        <Button size="small" type="link" onClick={() => setForm('view')}>
          {t('views.saveAs')}
        </Button>
      )}
      {mayKeep && state.conditions.length > 0 && (
        <Button size="small" type="link" onClick={() => setForm('segment')}>
          {t('segments.saveAs')}
        </Button>
      )}
      {form === 'view' && (
        <ViewForm
          body={bodyOf(state)}
          onDone={(saved) => {
            setForm(null);
            if (saved) openView(saved);
          }}
        />
      )}
      {form === 'segment' && <SegmentForm what={{ filter }} onDone={() => setForm(null)} />}
    </span>
  );
}
