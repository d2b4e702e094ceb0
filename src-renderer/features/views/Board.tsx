import { closestCenter, DndContext, DragOverlay, KeyboardSensor, PointerSensor, pointerWithin, useSensor, useSensors, type Announcements, type CollisionDetection, type KeyboardCoordinateGetter } from '@dnd-kit/core';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Customer, ListQuery } from '../../../shared/modules/customers.ts';
import type { Stage } from '../../../shared/modules/lifecycle.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { fieldLabel } from '../common/filter-words.ts';
import { askStanding } from '../common/standing-store.ts';
import type { Choice } from '../common/use-choices.ts';
import { BoardColumn, CardFace } from './BoardColumn.tsx';
import { columnPatch } from './fields.ts';
import { useColumnChoices } from './use-column-choices.ts';
import { useTickKeys } from './use-ticks.ts';
import './board.css';

/** The pointer decides; for the keyboard, the column whose middle is nearest. */
const collide: CollisionDetection = (args) => {
  const under = pointerWithin(args);
  return under.length > 0 ? under : closestCenter(args);
};

/** Left and Right carry the card to the next column. */
const toNextColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  event.preventDefault();
  const rects = [...context.droppableRects.values()].sort((a, b) => a.left - b.left);
  const card = context.collisionRect;
  const middle = currentCoordinates.x + (card?.width ?? 0) / 2;
  const at = rects.findIndex((rect) => middle >= rect.left && middle <= rect.right);
  const next = rects[Math.max(0, Math.min(rects.length - 1, at + step))];
  return next ? { x: next.left + (next.width - (card?.width ?? 0)) / 2, y: currentCoordinates.y } : undefined;
};

const keyOf = (value: string | null): string => value ?? '';

/** A board: one column for every value of a choice field, cards moved by mouse or keyboard, each move one undoable edit. */
export function Board({ field, query, total, onOpen }: { readonly field: string; readonly query: ListQuery; readonly total: number; readonly onOpen: (id: number) => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  useTickKeys(total);
  const [moving, setMoving] = useState<Customer | null>(null);
  const { sort: _, ...counted } = query;
  const facets = useApiQuery('customers.facets', { field, query: counted, sum: 'saleAmount' }, { placeholderData: keepPreviousData, retry: false });
  const choices = useColumnChoices(field);
  const columns = useMemo(() => columnsOf(choices, facets.data?.values ?? [], field !== 'stage'), [choices, facets.data, field]);
  const label = useCallback((key: string) => columns.find((one) => keyOf(one.value) === key)?.label ?? t('views.board.noValue'), [columns, t]);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }), useSensor(KeyboardSensor, { coordinateGetter: toNextColumn }));
  const move = async (customer: Customer, key: string): Promise<void> => {
    // A stage follows from sales: putting somebody elsewhere locks it, and asks why.
    if (field === 'stage') return askStanding({ ask: 'lock', id: customer.id, name: customer.name, stage: key as Stage });
    const reply = await api.call('customers.update', { id: customer.id, patch: columnPatch(field, key === '' ? null : key) });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const status = await api.call('undo.status', {});
    undoToast(t('views.board.moved', { name: customer.name, column: label(key) }), status.ok ? status.value.undo?.actionId : undefined);
  };
  if (facets.error) return <ErrorState error={facets.error.error} onRetry={() => void facets.refetch()} />;
  if (facets.isPending) return <Loading rows={8} />;
  if (columns.length === 0) return <Empty text={t('views.board.none')} />;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collide}
      accessibility={{ announcements: announcements(t, label), screenReaderInstructions: { draggable: t('views.board.grab') } }}
      onDragStart={({ active }) => setMoving((active.data.current as { customer: Customer }).customer)}
      onDragCancel={() => setMoving(null)}
      onDragEnd={({ active, over }) => {
        setMoving(null);
        const { customer, from } = active.data.current as { customer: Customer; from: string };
        if (over && String(over.id) !== `column:${from}`) void move(customer, String(over.id).slice('column:'.length));
      }}
    >
      <div className="board" role="group" aria-label={t('views.board.label', { field: fieldLabel(t, field) })}>
        {columns.map((column) => (
          <BoardColumn key={keyOf(column.value)} field={field} query={query} {...column} label={column.label ?? t('views.board.noValue')} onOpen={onOpen} />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>{moving && <CardFace customer={moving} sinceDays={null} isLifted isTicked={false} />}</DragOverlay>
    </DndContext>
  );
}

interface ColumnFacts {
  readonly value: string | null;
  /** `null`: those without a value. */
  readonly label: string | null;
  readonly count: number;
  readonly sum: number;
}

/** The owner's order first, then values that only customers have, at last those without one. */
function columnsOf(choices: readonly Choice[], values: readonly { readonly value: string | number | null; readonly count: number; readonly sum?: number | undefined }[], canBeEmpty: boolean): readonly ColumnFacts[] {
  const byValue = new Map(values.map((one) => [one.value === null || one.value === '' ? null : String(one.value), one]));
  const facts = (value: string | null, label: string | null): ColumnFacts => ({ value, label, count: byValue.get(value)?.count ?? 0, sum: byValue.get(value)?.sum ?? 0 });
  const known = new Set(choices.map(({ value }) => value));
  const others = [...byValue.keys()].filter((value): value is string => value !== null && !known.has(value));
  return [...choices.map(({ value, label }) => facts(value, label)), ...others.map((value) => facts(value, value)), ...(canBeEmpty ? [facts(null, null)] : [])];
}

function announcements(t: ReturnType<typeof useT>, label: (key: string) => string): Announcements {
  const name = (active: { readonly data: { readonly current?: unknown } }) => (active.data.current as { customer: Customer } | undefined)?.customer.name ?? '';
  const column = (over: { readonly id: string | number } | null) => (over ? label(String(over.id).slice('column:'.length)) : '');
  return {
    onDragStart: ({ active }) => t('views.board.picked', { name: name(active) }),
    onDragOver: ({ active, over }) => (over ? t('views.board.over', { name: name(active), column: column(over) }) : undefined),
    onDragEnd: ({ active, over }) => (over ? t('views.board.dropped', { name: name(active), column: column(over) }) : undefined),
    onDragCancel: ({ active }) => t('views.board.cancelled', { name: name(active) }),
  };
}
