import { DeleteOutlined, DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { Attachment } from '../../../shared/modules/attachments.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useDropTarget } from '../../lib/drop-target.ts';
import { formatBytes, formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { onSessionEnd } from '../../lib/session-end.ts';
import { isTextField } from '../../lib/shortcuts.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ErrorNote, Loading, TooMuch } from '../../ui/States.tsx';
import { attachAll, chooseFile, droppedFiles, pastedFiles } from './attach.ts';
import { FileKind } from './FileKind.tsx';
import { Preview } from './Preview.tsx';
import { makeThumb } from './thumbs.ts';
import { useAttachmentDeeds } from './use-deeds.ts';
import './attachments.css';

const SHOWN = 60;

/** The files of a customer as small pictures. Takes what is dropped anywhere on the page, and pictures pasted outside a field. */
export function Attachments({ customerId }: { readonly customerId: number }) {
  const t = useT();
  const language = useLanguage();
  const list = useApiQuery('attachments.list', { customerId, limit: SHOWN });
  const [open, setOpen] = useState<number | null>(null);
  const rows = list.data?.rows ?? [];
  const thumbs = useThumbs(rows);
  useMissingThumbs(rows);
  const choose = async (): Promise<void> => {
    const file = await chooseFile(t);
    if (file) await attachAll(t, [file], { customerId });
  };
  const mayAdd = useMay('attachments.add');
  const { total = 0, sizeBytes = 0 } = list.data ?? {};
  return (
    <div className="attachments">
      {list.isPending && <Loading rows={1} />}
      {list.isError && <ErrorNote error={list.error.error} />}
      <ul className="attachment-tiles">
        {rows.map((row) => (
          <Tile key={row.id} row={row} thumb={thumbs.get(row.id)} onOpen={() => setOpen(row.id)} />
        ))}
      </ul>
      {total > SHOWN && <TooMuch count={total} shown={SHOWN} />}
      <p className="attachments-foot">
        <May call="attachments.add">
          <TakesFiles customerId={customerId} />
          <Button size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={() => void choose()}>
            {t('portrait.attachments.add')}
          </Button>
        </May>
        <span className="quiet">{total === 0 ? t(mayAdd ? 'portrait.attachments.none' : 'profile.nothingHere') : t('portrait.attachments.sums', { count: total, size: formatBytes(sizeBytes, language) })}</span>
      </p>
      {open !== null && <Preview rows={rows} id={open} onMove={setOpen} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** Files dropped anywhere on the page and pictures pasted outside a field, while this is shown. */
function TakesFiles({ customerId }: { readonly customerId: number }) {
  const t = useT();
  useDropTarget(t('portrait.attachments.dropHere'), t('portrait.attachments.dropHint'), (files) => void attachAll(t, droppedFiles(files), { customerId }));
  usePaste(customerId);
  return null;
}

function Tile({ row, thumb, onOpen }: { readonly row: Attachment; readonly thumb: string | undefined; readonly onOpen: () => void }) {
  const t = useT();
  const language = useLanguage();
  const deeds = useAttachmentDeeds();
  return (
    <li className="attachment-tile">
      <button type="button" className="attachment-open" onClick={onOpen}>
        {thumb === undefined ? <FileKind name={row.name} mime={row.mime} /> : <img src={thumb} alt="" loading="lazy" />}
        <span className="attachment-name" title={row.name}>
          {row.name}
        </span>
        <span className="quiet attachment-facts">
          {formatBytes(row.sizeBytes, language)} · {formatRelative(row.createdAt, language)}
        </span>
      </button>
      <span className="attachment-acts">
        <May call="attachments.save">
          <IconButton size="small" icon={<DownloadOutlined aria-hidden="true" />} label={t('portrait.attachments.save', { name: row.name })} onClick={() => void deeds.save(row)} />
        </May>
        <May call="attachments.remove">
          <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('portrait.attachments.remove', { name: row.name })} onClick={() => void deeds.remove(row)} />
        </May>
      </span>
    </li>
  );
}

const tried = new Set<number>();
onSessionEnd(() => tried.clear());

/** Files that came in without a window (command line, practice book) get their picture when they are first looked at. */
function useMissingThumbs(rows: readonly Attachment[]): void {
  useEffect(() => {
    for (const row of rows) {
      if (row.hasThumb || tried.has(row.id)) continue;
      tried.add(row.id);
      void makeThumb(row);
    }
  }, [rows]);
}

/** Small pictures as addresses within the window; given back when they are no longer shown. */
function useThumbs(rows: readonly Attachment[]): ReadonlyMap<number, string> {
  const ids = useMemo(() => rows.filter((row) => row.hasThumb).map((row) => row.id), [rows]);
  const thumbs = useApiQuery('attachments.thumbs', { ids }, { enabled: ids.length > 0 });
  return useMemo(() => new Map((thumbs.data?.thumbs ?? []).map(({ id, data }) => [id, `data:image/jpeg;base64,${data}`])), [thumbs.data]);
}

function usePaste(customerId: number): void {
  const t = useT();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || event.clipboardData === null || isTextField(event.target)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      const files = pastedFiles(t, event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      void attachAll(t, files, { customerId });
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [customerId, t]);
}
