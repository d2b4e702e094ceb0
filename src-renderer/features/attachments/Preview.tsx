import { DeleteOutlined, DownloadOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { MAX_PREVIEW_BYTES, type Attachment } from '../../../shared/modules/attachments.ts';
import { ApiError } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { lookOf, readContent } from './content.ts';
import { FileKind } from './FileKind.tsx';
import type { Pdf } from './pdf.ts';
import { useAttachmentDeeds } from './use-deeds.ts';

/** One file, large; the arrow keys go through the others. */
export function Preview(props: { readonly rows: readonly Attachment[]; readonly id: number; readonly onMove: (id: number) => void; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const deeds = useAttachmentDeeds();
  const index = props.rows.findIndex((row) => row.id === props.id);
  const row = props.rows[index];
  const { onClose } = props;
  useEffect(() => {
    if (row === undefined) onClose();
  }, [row, onClose]);
  if (row === undefined) return null;
  const go = (by: number): void => {
    const next = props.rows[index + by];
    if (next) props.onMove(next.id);
  };
  const removeThis = async (): Promise<void> => {
    if (await deeds.remove(row)) onClose();
  };
  return (
    <Dialog open title={row.name} width={960} onClose={onClose}>
      <div
        className="preview"
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') go(1);
          if (event.key === 'ArrowLeft') go(-1);
        }}
      >
        <div className="preview-bar">
          <IconButton icon={<LeftOutlined aria-hidden="true" />} label={t('portrait.attachments.previous')} disabled={index <= 0} onClick={() => go(-1)} />
          <IconButton icon={<RightOutlined aria-hidden="true" />} label={t('portrait.attachments.next')} disabled={index >= props.rows.length - 1} onClick={() => go(1)} />
          <span className="quiet">{formatBytes(row.sizeBytes, language)}</span>
          <span className="preview-space" />
          <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void deeds.save(row)}>
            {t('portrait.attachments.save', { name: '' }).trim()}
          </Button>
          <IconButton icon={<DeleteOutlined aria-hidden="true" />} label={t('portrait.attachments.remove', { name: row.name })} onClick={() => void removeThis()} />
        </div>
        <Content key={row.id} row={row} />
      </div>
    </Dialog>
  );
}

function Content({ row }: { readonly row: Attachment }) {
  const t = useT();
  const language = useLanguage();
  const look = lookOf(row.mime);
  const tooLarge = row.sizeBytes > MAX_PREVIEW_BYTES;
  const content = useQuery({
    queryKey: ['attachments.content', { id: row.id }],
    enabled: look !== 'none' && !tooLarge,
    gcTime: 0,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const reply = await readContent(row.id, signal);
      if (!reply.ok) throw new ApiError(reply.error);
      return reply.value;
    },
  });
  if (tooLarge) return <Without row={row} text={t('portrait.attachments.tooLarge', { size: formatBytes(row.sizeBytes, language) })} />;
  if (look === 'none') return <Without row={row} text={t('portrait.attachments.noPreview')} />;
  if (content.isError) return <ErrorState error={toAppError(content.error)} onRetry={() => void content.refetch()} />;
  if (!content.data) return <Loading rows={8} />;
  if (look === 'pdf') return <PdfPages bytes={content.data} />;
  if (look === 'text') return <Text bytes={content.data} />;
  return <Picture bytes={content.data} row={row} />;
}

function Without({ row, text }: { readonly row: Attachment; readonly text: string }) {
  return (
    <div className="preview-stage preview-without">
      <FileKind name={row.name} mime={row.mime} />
      <p>{text}</p>
    </div>
  );
}

function Picture({ bytes, row }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly row: Attachment }) {
  const t = useT();
  const [broken, setBroken] = useState(false);
  const url = useMemo(() => URL.createObjectURL(new Blob([bytes], { type: row.mime })), [bytes, row.mime]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  if (broken) return <Without row={row} text={t('portrait.attachments.damagedImage')} />;
  return (
    <div className="preview-stage">
      <img src={url} alt={row.name} onError={() => setBroken(true)} />
    </div>
  );
}

const TEXT_SHOWN = 200_000;

function Text({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const text = useMemo(() => new TextDecoder().decode(bytes.subarray(0, TEXT_SHOWN)), [bytes]);
  return (
    <pre className="preview-stage preview-text" tabIndex={0}>
      {text}
      {bytes.length > TEXT_SHOWN && '…'}
    </pre>
  );
}

const PAGE_EDGE_PX = 1400;

function PdfPages({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const t = useT();
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let opened: Pdf | null = null;
    let gone = false;
    // pdf.js takes the bytes over; the next look needs its own.
    void import('./pdf.ts')
      .then(({ openPdf }) => openPdf(bytes.slice()))
      .then(
        (made) => {
          opened = made;
          if (gone) made.close();
          else setPdf(made);
        },
        () => setFailed(true),
      );
    return () => {
      gone = true;
      opened?.close();
    };
  }, [bytes]);
  useEffect(() => {
    if (!pdf) return;
    let gone = false;
    void pdf.draw(page, { edgePx: PAGE_EDGE_PX }).then(
      (canvas) => {
        if (!gone) stage.current?.replaceChildren(canvas);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [pdf, page]);
  if (failed) return <ErrorState error={{ code: 'attachment.damaged' }} />;
  const label = t('portrait.attachments.page', { page, count: pdf?.pages ?? 1 });
  return (
    <>
      <div ref={stage} className="preview-stage preview-pdf" role="img" aria-label={label} data-ready={pdf !== null} />
      {pdf !== null && pdf.pages > 1 && (
        <div className="preview-pages">
          <Button size="small" disabled={page <= 1} onClick={() => setPage(page - 1)}>
            {t('portrait.attachments.previous')}
          </Button>
          <span className="tabular">{label}</span>
          <Button size="small" disabled={page >= pdf.pages} onClick={() => setPage(page + 1)}>
            {t('portrait.attachments.next')}
          </Button>
        </div>
      )}
    </>
  );
}
