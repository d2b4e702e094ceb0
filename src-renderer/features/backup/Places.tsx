import { CloudOutlined, CloudServerOutlined, DatabaseOutlined, FolderOutlined, HddOutlined, LaptopOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState, type ComponentType } from 'react';
import type { BackupPlaceKind, BackupTarget } from '../../../shared/modules/backup.ts';
import { api } from '../../lib/api.ts';
import { errorLine, errorText } from '../../lib/error-text.ts';
import { formatBytes, formatNumber, formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Copies } from './Copies.tsx';
import { placeName } from './place-name.ts';
import { ChangePlace } from './RemoteForm.tsx';
import '../../ui/past-table.css';

const ICONS: Readonly<Record<BackupPlaceKind, ComponentType<{ readonly 'aria-hidden': true }>>> = { ring: LaptopOutlined, disk: HddOutlined, cloud: CloudOutlined, folder: FolderOutlined, webdav: CloudServerOutlined, s3: DatabaseOutlined };

interface PlacesProps {
  readonly targets: readonly BackupTarget[];
  readonly busy: boolean;
  readonly onRun: (id: string) => void;
  readonly onAdd: () => void;
}

/** The places that hold copies, and what can be done with each. */
export function Places({ targets, busy, onRun, onAdd }: PlacesProps) {
  const t = useT();
  const [looking, setLooking] = useState<BackupTarget | null>(null);
  // Counts the openings, so that a dialog opened again while it fades begins empty.
  const [changing, setChanging] = useState<{ readonly target: BackupTarget | null; readonly turn: number }>({ target: null, turn: 0 });
  return (
    <section aria-labelledby="backup-places">
      <h2 id="backup-places">{t('backup.places.title')}</h2>
      <table className="past-table">
        <thead>
          <tr>
            <th scope="col">{t('backup.places.where')}</th>
            <th scope="col" className="numbers">
              {t('backup.places.copies')}
            </th>
            <th scope="col" className="numbers">
              {t('backup.places.size')}
            </th>
            <th scope="col">{t('backup.places.last')}</th>
            <th scope="col">{t('backup.places.proven')}</th>
            <th scope="col">
              <span className="sr-only">{t('backup.places.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <Place key={target.id} target={target} busy={busy} onRun={() => onRun(target.id)} onLook={() => setLooking(target)} onChange={() => setChanging(({ turn }) => ({ target, turn: turn + 1 }))} />
          ))}
        </tbody>
      </table>
      <Button icon={<PlusOutlined aria-hidden />} onClick={onAdd}>
        {t('backup.places.add')}
      </Button>
      <Copies target={looking} onClose={() => setLooking(null)} />
      <ChangePlace key={changing.turn} target={changing.target} onClose={() => setChanging(({ turn }) => ({ target: null, turn }))} />
    </section>
  );
}

interface PlaceProps {
  readonly target: BackupTarget;
  readonly busy: boolean;
  readonly onRun: () => void;
  readonly onLook: () => void;
  readonly onChange: () => void;
}

function Place({ target, busy, onRun, onLook, onChange }: PlaceProps) {
  const t = useT();
  const language = useLanguage();
  const Icon = ICONS[target.kind];
  const name = placeName(t, target);
  const remove = async (): Promise<void> => {
    const reply = await api.call('backup.removeTarget', { id: target.id });
    showToast(reply.ok ? { kind: 'info', text: t('backup.places.removed') } : { kind: 'error', text: errorLine(t, reply.error) });
  };
  const items = [
    { key: 'run', label: t('backup.places.runHere'), disabled: busy || (target.state === 'away' && target.remote === null), onClick: onRun },
    { key: 'look', label: t('backup.places.look'), onClick: onLook },
    ...(target.remote === null ? [] : [{ key: 'change', label: t('backup.remote.change'), onClick: onChange }]),
    ...(target.kind === 'ring' ? [] : [{ key: 'remove', label: t('backup.places.remove'), danger: true, onClick: () => void remove() }]),
  ];
  const when = (at: number | null) => (at === null ? t('backup.places.never') : formatRelative(at, language));
  return (
    <tr>
      <td>
        <div className="backup-place">
          <Icon aria-hidden />
          <div>
            <Button type="link" size="small" className="backup-place-name" onClick={onLook}>
              {t(`backup.places.kinds.${target.kind}`)}
            </Button>
            <div className="quiet backup-folder">{target.folder ?? t('backup.places.ringHint')}</div>
            <Trouble target={target} />
          </div>
        </div>
      </td>
      <td className="numbers tabular">{formatNumber(target.copies, language)}</td>
      <td className="numbers tabular">{target.copies === 0 ? '' : formatBytes(target.sizeBytes, language)}</td>
      <td>{when(target.lastAt)}</td>
      <td>{when(target.provenAt)}</td>
      <td>
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button type="text" icon={<MoreOutlined aria-hidden />} aria-label={`${t('backup.places.more')}: ${name}`} />
        </Dropdown>
      </td>
    </tr>
  );
}

/** What keeps copies from this place: calmly where it goes on by itself, plainly where something is to be done. */
function Trouble({ target: { state, lastError, remote } }: { readonly target: BackupTarget }) {
  const t = useT();
  if (remote !== null && state === 'away' && lastError !== null) return <div className="quiet">{t('backup.places.waiting', { why: errorText(t, { code: lastError }).what })}</div>;
  return (
    <>
      {state === 'away' && <div className="backup-away">{`${t('backup.places.away')} · ${t('backup.places.awayHint')}`}</div>}
      {lastError !== null && <div className="backup-error">{errorLine(t, { code: lastError })}</div>}
    </>
  );
}
