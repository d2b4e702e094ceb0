import { useDraggable } from '@dnd-kit/core';
import type { CalendarEntry } from '../../../shared/modules/calendar.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { entryTitle } from './entry-words.ts';
import { keyOf, type EntryDeeds } from './use-entry-deeds.ts';

interface EntryProps {
  readonly entry: CalendarEntry;
  readonly deeds: EntryDeeds;
  readonly isReachable: boolean;
  readonly onAskMove: (entry: CalendarEntry) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** An entry in the grid: pressed it opens; dragged, or with Alt and an arrow key, it goes to another day. */
export function EntryButton({ entry, deeds, isReachable, onAskMove }: EntryProps) {
  const canMove = deeds.canMove(entry);
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: `${keyOf(entry)} ${entry.date}`, data: { entry }, disabled: !canMove });
  return (
    <button
      ref={setNodeRef}
      type="button"
      {...(canMove && { 'aria-describedby': attributes['aria-describedby'], onPointerDown: listeners?.['onPointerDown'] as React.PointerEventHandler })}
      className={`cal-entry cal-${entry.kind}${isDragging ? ' is-dragging' : ''}`}
      data-entry={`${keyOf(entry)} ${entry.date}`}
      tabIndex={isReachable ? 0 : -1}
      {...(canMove && { 'aria-keyshortcuts': 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown .' })}
      onClick={() => deeds.open(entry)}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (canMove && event.altKey && step !== undefined) void deeds.carry(entry, step);
        else if (canMove && event.key === '.') onAskMove(entry);
        else return void (event.key === 'Enter' && event.stopPropagation());
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <EntryFace entry={entry} />
    </button>
  );
}

/** What is read of an entry; lifted, it follows the pointer. */
export function EntryFace({ entry, isLifted }: { readonly entry: CalendarEntry; readonly isLifted?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const face = (
    <>
      <span className="sr-only">{t('calendarPage.entry', { kind: t(`calendarPage.kinds.${entry.kind}`), title: '' })}</span>
      <span className={`cal-dot cal-dot-${entry.kind}`} aria-hidden="true" />
      <span className="cal-entry-title">{entryTitle(t, language, entry)}</span>
      {(entry.line !== null || entry.kind === 'reminder') && <span className="cal-entry-who"> {entry.customerName}</span>}
      {entry.doNotContact === 'all' && <span className="sr-only"> ({t('calendarPage.quiet')})</span>}
    </>
  );
  return isLifted === true ? <div className="cal-entry is-lifted">{face}</div> : face;
}
