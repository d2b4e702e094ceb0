import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
  type UniqueIdentifier,
} from '@dnd-kit/core';
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { AppstoreOutlined, BarsOutlined, HistoryOutlined, HolderOutlined, MoreOutlined, StarOutlined } from '@ant-design/icons';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Button, Dropdown, Popover } from 'antd';
import { useState } from 'react';
import type { View } from '../../../shared/modules/views.ts';
import { api, queryKey, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT, type Translate } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { queryClient } from '../../lib/query-client.ts';
import { showToast } from '../../lib/toast.ts';
import { OverdueNav, ReviewNav } from './OverdueNav.tsx';
import { useListView } from '../common/model/list-view.ts';
import { openPlain, openView, STARRED } from './view-state.ts';
import { useViewDeeds, useViews, type ViewDeeds } from './use-views.ts';
import { ViewForm } from './ViewForm.tsx';
import './views.css';

/** In the sidebar: starred and recent customers, then the pinned views in the user's order. */
export function ViewsNav({ small }: { readonly small: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const { views } = useViews();
  const deeds = useViewDeeds();
  const current = useListView((state) => state.viewId);
  const isStarred = useListView((state) => state.viewId === null && JSON.stringify(state.conditions) === JSON.stringify(STARRED.all));
  const here = useRouterState({ select: (state) => state.location.pathname }) === '/customers';
  const pinned = views.filter((view) => view.pinned);
  const others = views.filter((view) => !view.pinned);
  const go = (act: () => void) => {
    act();
    void navigate({ to: '/customers' });
  };
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const ids = pinned.map(({ id }) => id);
    void reorder(t, arrayMove(ids, ids.indexOf(Number(active.id)), ids.indexOf(Number(over.id))), views);
  };
  return (
    <div className="views-nav" role="group" aria-label={t('views.title')}>
      <ul>
        <li>
          <button
            type="button"
            className="sidebar-item"
            title={small ? t('views.starred') : undefined}
            aria-current={here && isStarred ? 'page' : undefined}
            onClick={() => go(() => openPlain(STARRED))}
          >
            <StarOutlined aria-hidden />
            <span className="sidebar-word">{t('views.starred')}</span>
          </button>
        </li>
        <OverdueNav small={small} here={here} onGo={go} />
        <ReviewNav small={small} here={here} onGo={go} />
        <li>
          <Recent small={small} />
        </li>
      </ul>
      {!small && pinned.length > 0 && (
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          accessibility={{
            announcements: announcements(t, (id) => pinned.find((view) => view.id === id)?.name ?? ''),
            screenReaderInstructions: { draggable: t('views.move.grab') },
          }}
          onDragEnd={drop}
        >
          <SortableContext items={pinned.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
            <ul className="views-pinned">
              {pinned.map((view) => (
                <Pinned
                  key={view.id}
                  view={view}
                  isCurrent={here && view.id === current}
                  deeds={deeds}
                  onOpen={() => go(() => openView(view))}
                />
              ))}
            </ul>
          </SortableContext>
        </DndContext>
      )}
      {!small && others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: others.map((view) => ({ key: view.id, label: view.name, onClick: () => go(() => openView(view)) })) }}
        >
          <button type="button" className="sidebar-item views-others" aria-haspopup="menu">
            <span className="quiet">{t('views.other')}</span>
          </button>
        </Dropdown>
      )}
    </div>
  );
}

/** Shows the new order at once; the core's answer comes back as an event, or the old order with what went wrong. */
async function reorder(t: Translate, ids: readonly number[], views: readonly View[]): Promise<void> {
  const all = [...ids, ...views.map(({ id }) => id).filter((id) => !ids.includes(id))];
  const key = queryKey('views.list', {});
  queryClient.setQueryData<{ views: View[]; last: number | null }>(
    key,
    (old) => old && { ...old, views: [...old.views].sort((a, b) => all.indexOf(a.id) - all.indexOf(b.id)) },
  );
  const reply = await api.call('views.reorder', { ids: all });
  if (reply.ok) return;
  showToast({ kind: 'error', text: errorLine(t, reply.error) });
  await queryClient.invalidateQueries({ queryKey: key });
}

function Pinned(props: { readonly view: View; readonly isCurrent: boolean; readonly deeds: ViewDeeds; readonly onOpen: () => void }) {
  const t = useT();
  const { view, deeds } = props;
  const [isRenaming, setRenaming] = useState(false);
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: view.id });
  const items = [
    { key: 'rename', label: t('views.rename'), onClick: () => setRenaming(true) },
    { key: 'duplicate', label: t('views.duplicate'), onClick: () => void deeds.duplicate(view) },
    { key: 'unpin', label: t('views.unpin'), onClick: () => void deeds.pin(view, false) },
    { key: 'share', label: t('views.share'), onClick: () => void deeds.share(view) },
    { key: 'take', label: t('views.take'), onClick: () => void deeds.take() },
    { type: 'divider' as const },
    { key: 'remove', danger: true, label: t('views.remove'), onClick: () => void deeds.remove(view) },
  ];
  return (
    <li ref={setNodeRef} className={isDragging ? 'is-dragging' : ''} style={{ transform: CSS.Translate.toString(transform), transition }}>
      <button type="button" className="sidebar-item" aria-current={props.isCurrent ? 'page' : undefined} onClick={props.onOpen}>
        {view.body.layout === 'board' ? <AppstoreOutlined aria-hidden /> : <BarsOutlined aria-hidden />}
        <span className="sidebar-word">{view.name}</span>
      </button>
      <May call="views.update">
        <span className="view-actions">
          <button type="button" {...attributes} {...listeners} className="view-grip" aria-label={t('views.drag', { name: view.name })}>
            <HolderOutlined aria-hidden />
          </button>
          <Dropdown trigger={['click']} menu={{ items }}>
            <Button
              size="small"
              type="text"
              icon={<MoreOutlined aria-hidden />}
              aria-haspopup="menu"
              aria-label={t('views.menu', { name: view.name })}
            />
          </Dropdown>
        </span>
      </May>
      {isRenaming && <ViewForm view={view} onDone={() => setRenaming(false)} />}
    </li>
  );
}

/** The customers looked at last, over all sittings. */
function Recent({ small }: { readonly small: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const { data } = useApiQuery('recent.list', {}, { enabled: isOpen });
  const list = (
    <ul className="recent-list">
      {data?.rows.length === 0 && <li className="quiet">{t('views.recentNone')}</li>}
      {data?.rows.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            onClick={() => {
              setOpen(false);
              void navigate({ to: '/customers/$id', params: { id: one.id } });
            }}
          >
            {one.name}
            <span className="quiet">{one.company}</span>
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" placement="rightTop" open={isOpen} onOpenChange={setOpen} content={list} destroyOnHidden>
      <button
        type="button"
        className="sidebar-item"
        title={small ? t('views.recent') : undefined}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
      >
        <HistoryOutlined aria-hidden />
        <span className="sidebar-word">{t('views.recent')}</span>
      </button>
    </Popover>
  );
}

/** What a screen reader says while a view is moved. */
function announcements(t: ReturnType<typeof useT>, nameOf: (id: UniqueIdentifier) => string): Announcements {
  return {
    onDragStart: ({ active }) => t('views.move.picked', { name: nameOf(active.id) }),
    onDragOver: ({ active, over }) => (over ? t('views.move.over', { name: nameOf(active.id), place: nameOf(over.id) }) : undefined),
    onDragEnd: ({ active }) => t('views.move.dropped', { name: nameOf(active.id) }),
    onDragCancel: ({ active }) => t('views.move.cancelled', { name: nameOf(active.id) }),
  };
}
