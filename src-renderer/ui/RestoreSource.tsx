import { Button, Segmented } from 'antd';
import { useId, useState } from 'react';
import type { FoundCopy } from '../../shared/modules/backup-remote.ts';
import { formatBytes, formatDateTime } from '../lib/format.ts';
import { useLanguage, useT } from '../lib/i18n.ts';
import { connectionOf, emptyRemote, isComplete, type RemoteType } from '../lib/remote-draft.ts';
import type { useRestore } from '../lib/use-restore.ts';
import { RemoteFields } from './RemoteFields.tsx';

type Restore = ReturnType<typeof useRestore>;
const WAYS = ['file', 'webdav', 's3'] as const;
type Way = (typeof WAYS)[number];

/** Which backup: a file, or one found on a server. A backup that is given is only named. */
export function RestoreSource({ restore }: { readonly restore: Restore }) {
  const t = useT();
  const language = useLanguage();
  const [way, setWay] = useState<Way>('file');
  const { file, isGiven, busy, choose, clear } = restore;
  const change = (next: Way): void => {
    clear();
    setWay(next);
  };
  return (
    // No <label>: it would take the place of the button's own words for a screen reader.
    <div className="field restore-source" role="group" aria-label={t('session.restore.file')}>
      <h3>{t('session.restore.file')}</h3>
      {!isGiven && <Segmented<Way> block aria-label={t('session.restore.ways')} value={way} disabled={busy} options={WAYS.map((value) => ({ value, label: t(`session.restore.way.${value}`) }))} onChange={change} />}
      {!isGiven && way === 'file' && (
        <Button size="large" disabled={busy} onClick={() => void choose()} style={{ alignSelf: 'flex-start' }}>
          {t(file === null ? 'session.restore.choose' : 'session.restore.change')}
        </Button>
      )}
      {!isGiven && way !== 'file' && <OnServer key={way} type={way} restore={restore} />}
      {file !== null && (isGiven || way === 'file') && (
        <div className="field-hint" role="status">
          {file.name} · {formatBytes(file.sizeBytes, language)}
        </div>
      )}
    </div>
  );
}

function OnServer({ type, restore }: { readonly type: RemoteType; readonly restore: Restore }) {
  const t = useT();
  const [draft, setDraft] = useState(emptyRemote);
  const [found, setFound] = useState<readonly FoundCopy[] | null>(null);
  const connection = () => connectionOf(type, draft);
  const find = async (): Promise<void> => {
    const copies = await restore.find(connection());
    setFound(copies);
    // The newest is what is wanted nearly always.
    if (copies?.[0]) restore.take(connection(), copies[0]);
  };
  return (
    <>
      <RemoteFields
        type={type}
        draft={draft}
        isPassing
        disabled={restore.busy}
        onChange={(next) => {
          setDraft(next);
          setFound(null);
          restore.clear();
        }}
      />
      <Button loading={restore.busy && found === null} disabled={restore.busy || !isComplete(type, draft, false)} onClick={() => void find()} style={{ alignSelf: 'flex-start' }}>
        {t('session.restore.find')}
      </Button>
      {found !== null && found.length === 0 && (
        <p className="quiet" role="status">
          {t('session.restore.foundNone')}
        </p>
      )}
      {found !== null && found.length > 0 && <Found copies={found} chosen={restore.file?.name ?? null} disabled={restore.busy} onChoose={(copy) => restore.take(connection(), copy)} />}
    </>
  );
}

/** Several books may share a place: then each copy says which it is of. */
function Found({ copies, chosen, disabled, onChoose }: { readonly copies: readonly FoundCopy[]; readonly chosen: string | null; readonly disabled: boolean; readonly onChoose: (copy: FoundCopy) => void }) {
  const t = useT();
  const language = useLanguage();
  const name = useId();
  const isMixed = new Set(copies.map((copy) => copy.book)).size > 1;
  return (
    <fieldset className="restore-found" disabled={disabled}>
      <legend>{t('session.restore.found', { count: copies.length })}</legend>
      {copies.map((copy) => (
        <label key={copy.name}>
          <input type="radio" name={name} checked={copy.name === chosen} onChange={() => onChoose(copy)} />
          <span className="tabular">
            {formatDateTime(copy.at, language)} · {formatBytes(copy.sizeBytes, language)}
            {isMixed && ` · ${t('session.restore.book', { id: copy.book })}`}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
