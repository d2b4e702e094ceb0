import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/modules/attachments.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useDropSpot } from '../../lib/drop-target.ts';
import { useT } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { attachAll, chooseFile, droppedFiles, type WaitingFile } from '../attachments/attach.ts';
import { Preview } from '../attachments/Preview.tsx';

const MAX_OFFERED = 20;
const MAX_LISTED = 500;
const NONE: readonly Attachment[] = [];

/** The living attachments of a customer, latest first. */
export function useAttachments(customerId: number): readonly Attachment[] {
  return useApiQuery('attachments.list', { customerId, limit: MAX_LISTED }).data?.rows ?? NONE;
}

/** Files of a customer in a field of their own: looked at with a click, taken from the computer or from what is attached already. */
export function FileInput(props: { readonly label: string; readonly customerId: number; readonly value: readonly number[]; readonly onSave: (ids: readonly number[]) => void }) {
  const t = useT();
  const { value, customerId } = props;
  const attached = useAttachments(customerId);
  const [open, setOpen] = useState<number | null>(null);
  const mine = value.flatMap((id) => attached.find((file) => file.id === id) ?? []);
  const others = attached.filter((file) => !value.includes(file.id)).slice(0, MAX_OFFERED);
  const add = (ids: readonly number[]): void => props.onSave([...mine.map(({ id }) => id), ...ids]);
  const field = useRef<HTMLDivElement>(null);
  // Putting files in takes a while: they join what stands in the field by then.
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  const take = async (files: readonly WaitingFile[]): Promise<void> => {
    const taken = await attachAll(t, files, { customerId });
    if (taken.length > 0) latest.current(taken.map(({ id }) => id));
  };
  useDropSpot(field, t('customFields.dropInto', { field: props.label }), (files) => void take(droppedFiles(files)));
  const choose = async (): Promise<void> => {
    const file = await chooseFile(t);
    if (file) await take([file]);
  };
  return (
    <div ref={field} className="field" role="group" aria-label={props.label}>
      <span className="own-label">{props.label}</span>
      <div className="own-files">
        {mine.map((file) => (
          <span key={file.id} className="own-file">
            <Button type="text" size="small" icon={<PaperClipOutlined aria-hidden="true" />} onClick={() => setOpen(file.id)}>
              {file.name}
            </Button>
            <IconButton size="small" icon={<CloseOutlined aria-hidden="true" />} label={t('customFields.takeFileOut', { name: file.name })} onClick={() => props.onSave(mine.flatMap(({ id }) => (id === file.id ? [] : [id])))} />
          </span>
        ))}
        <Dropdown
          trigger={['click']}
          menu={{
            items: [{ key: 'choose', label: t('customFields.chooseFile'), onClick: () => void choose() }, ...(others.length > 0 ? [{ type: 'divider' as const }] : []), ...others.map(({ id, name }) => ({ key: id, label: name, onClick: () => add([id]) }))],
          }}
        >
          <Button size="small" aria-haspopup="menu">
            {t('customFields.addFile', { field: props.label })}
          </Button>
        </Dropdown>
      </div>
      {open !== null && <Preview rows={mine} id={open} onMove={setOpen} onClose={() => setOpen(null)} />}
    </div>
  );
}
