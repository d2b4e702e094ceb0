import { useEffect, useRef, useState } from 'react';
import { boxesAt, spotAt, useDropTargetStore, type DropBox } from '../../lib/drop-target.ts';
import { useT } from '../../lib/i18n.ts';
import { DropPicture } from '../../ui/pictures.tsx';
import { useStartImport } from './use-start-import.ts';
import './drop.css';

/** A dropped folder looks like a file of its name; only its entry says what it is. */
function isFolder(dropped: DataTransfer | null): boolean {
  const [first] = [...(dropped?.items ?? [])].filter((item) => item.kind === 'file');
  return first?.webkitGetAsEntry()?.isDirectory === true;
}

/** Takes a file that is dropped anywhere on the window. Without this, the browser would open the file in place of the program. */
export function WindowDrop() {
  const t = useT();
  const [over, setOver] = useState(false);
  const [boxes, setBoxes] = useState<readonly DropBox[]>([]);
  const { take } = useStartImport();
  const target = useDropTargetStore((state) => state.target);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    // Enter and leave fire for every element on the way: only their balance says whether the file is still over the window.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const on = {
      dragenter: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        depth += 1;
        setOver(true);
      },
      dragover: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
        const now = boxesAt(event.clientX, event.clientY);
        setBoxes((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
      },
      dragleave: () => {
        depth = Math.max(0, depth - 1);
        if (depth === 0) setOver(false);
      },
      drop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        const page = spotAt(event.clientX, event.clientY) ?? useDropTargetStore.getState().target;
        if (page !== null && !isFolder(event.dataTransfer)) page.take(files);
        else void latest.current(files, isFolder(event.dataTransfer));
      },
    } as const;
    for (const [name, listener] of Object.entries(on)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(on)) window.removeEventListener(name, listener as EventListener);
    };
  }, []);
  if (!over) return null;
  const spot = boxes.find(({ isOver }) => isOver);
  return (
    <div className={boxes.length > 0 ? 'drop-over has-spots' : 'drop-over'} aria-hidden="true">
      {boxes.map(({ title, rect, isOver }) => (
        <i key={`${title}-${rect.top}`} className={isOver ? 'drop-spot is-over' : 'drop-spot'} style={rect}>
          {title}
        </i>
      ))}
      <div>
        {boxes.length === 0 && <DropPicture />}
        <strong>{spot?.title ?? target?.title ?? t('transfer.drop.overlay')}</strong>
        <span className="quiet">{target?.hint ?? t('transfer.drop.overlayHint')}</span>
      </div>
    </div>
  );
}
