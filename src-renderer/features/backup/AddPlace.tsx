import { CloudOutlined, FolderOutlined, HddOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { BackupPlaceKind } from '../../../shared/modules/backup.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FolderInput } from '../../ui/FolderInput.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { RemoteForm } from './RemoteForm.tsx';

const WAYS = ['folder', 'webdav', 's3'] as const;
type Way = (typeof WAYS)[number];

/** Where else copies should go: what was found on this computer, any folder, or a server. */
export function AddPlace({ open, onClose, onAdded }: { readonly open: boolean; readonly onClose: () => void; readonly onAdded: (id: string) => void }) {
  const t = useT();
  return (
    <Dialog open={open} title={t('backup.adding.title')} width={560} onClose={onClose}>
      <Ways onAdded={onAdded} />
    </Dialog>
  );
}

interface Adding {
  readonly onAdded: (id: string) => void;
}

function Ways({ onAdded }: Adding) {
  const t = useT();
  const [way, setWay] = useState<Way>('folder');
  return (
    <div className="backup-adding">
      <Segmented<Way> block aria-label={t('backup.adding.ways')} value={way} options={WAYS.map((value) => ({ value, label: t(`backup.adding.way.${value}`) }))} onChange={setWay} />
      {way === 'folder' ? <Folder onAdded={onAdded} /> : <RemoteForm key={way} type={way} onDone={onAdded} />}
    </div>
  );
}

function Folder({ onAdded }: Adding) {
  const t = useT();
  const [folder, setFolder] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const add = async (path: string): Promise<void> => {
    setBusy(true);
    const reply = await api.call('backup.addTarget', { folder: path });
    setBusy(false);
    if (reply.ok) onAdded(reply.value.id);
    else setError(reply.error);
  };
  return (
    <div className="backup-adding">
      <Found onChoose={(path) => void add(path)} />
      <Field label={t('backup.adding.folder')} hint={t('backup.adding.folderHint')}>
        <FolderInput value={folder} onChange={setFolder} onPressEnter={() => folder.trim() !== '' && void add(folder.trim())} />
      </Field>
      {error !== null && <ErrorNote error={error} />}
      <div className="backup-adding-foot">
        <Button type="primary" loading={busy} disabled={folder.trim() === ''} onClick={() => void add(folder.trim())}>
          {t('backup.adding.button')}
        </Button>
      </div>
    </div>
  );
}

function Found({ onChoose }: { readonly onChoose: (folder: string) => void }) {
  const t = useT();
  // Sticks come and go: asked anew each time the dialog opens.
  const places = useApiQuery('backup.places', {}, { staleTime: 0 });
  if (places.isPending) return <Loading rows={2} />;
  if (places.error !== null || places.data.places.length === 0) return <p className="quiet">{t('backup.adding.none')}</p>;
  return (
    <section aria-label={t('backup.adding.found')}>
      <h3>{t('backup.adding.found')}</h3>
      <ul className="backup-found">
        {places.data.places.map(({ kind, name, folder }) => (
          <li key={folder}>
            <button type="button" onClick={() => onChoose(folder)}>
              <PlaceIcon kind={kind} />
              <span>{name}</span>
              <span className="quiet backup-folder">{folder}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlaceIcon({ kind }: { readonly kind: BackupPlaceKind }) {
  if (kind === 'cloud') return <CloudOutlined aria-hidden />;
  return kind === 'disk' ? <HddOutlined aria-hidden /> : <FolderOutlined aria-hidden />;
}
