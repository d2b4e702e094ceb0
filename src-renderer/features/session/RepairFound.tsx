import { Button } from 'antd';
import { useId, useState } from 'react';
import type { RepairCopy, RepairLook } from '../../../shared/modules/repair.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { BACKUPS, pickFile, type FileRef } from '../../lib/files.ts';
import { formatBytes, formatDateTime } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { StepHead } from './StepHead.tsx';

export interface RepairChoice {
  readonly how: 'salvage' | 'restore';
  readonly copy: string | null;
  readonly file: FileRef | null;
}

/** Damage in words. */
export function damageText(t: Translate, { code, count }: RepairLook['damage'][number]): string {
  return t(`repair.found.${code.replaceAll('.', '_') as 'pages'}`, { count });
}

/** What is damaged, and how it is to be repaired: with which backup, or without. */
export function RepairFound(props: { readonly look: RepairLook; readonly error: AppError | null; readonly onBack: () => void; readonly onAgain: () => void; readonly onRun: (choice: RepairChoice) => void }) {
  const t = useT();
  const language = useLanguage();
  const { damage, copies, readable } = props.look;
  const [how, setHow] = useState<RepairChoice['how']>(readable ? 'salvage' : 'restore');
  const [copy, setCopy] = useState<string | null>(copies[0]?.ref ?? null);
  const [file, setFile] = useState<FileRef | null>(null);
  const [failed, setFailed] = useState<AppError | null>(null);
  const choose = async (): Promise<void> => {
    const picked = await pickFile(BACKUPS);
    setFailed(picked.ok ? null : picked.error);
    if (picked.ok && picked.value !== null) setFile(picked.value);
  };
  const isReady = how === 'salvage' || copy !== null || file !== null;
  const options = (['salvage', 'restore'] as const).filter((value) => readable || value === 'restore').map((value) => ({ value, label: t(`repair.found.${value}`), hint: t(`repair.found.${value}Hint`) }));
  return (
    <div className="entrance-form">
      <StepHead title={t('repair.found.title')} />
      {damage.length === 0 ? (
        <Note kind="positive">{t('repair.found.none')}</Note>
      ) : (
        <section>
          <h2 className="repair-head">{t('repair.found.damage')}</h2>
          <ul className="repair-list">
            {damage.map((one) => (
              <li key={one.code}>{damageText(t, one)}</li>
            ))}
          </ul>
        </section>
      )}
      <ChoiceCards name="repair-how" legend={t('repair.found.how')} value={how} options={options} onChange={setHow} />
      <Copies copies={copies} chosen={file === null ? copy : ''} canBeNone={how === 'salvage'} onChoose={(ref) => {
        setCopy(ref);
        setFile(null);
      }} />
      {props.look.unreached.length > 0 && <p className="quiet">{t('repair.found.unreached', { places: new Intl.ListFormat(language, { type: 'conjunction' }).format(props.look.unreached) })}</p>}
      <div className="repair-file">
        <Button onClick={() => void choose()}>{t('repair.found.choose')}</Button>
        {file !== null && <FileLine file={file} />}
        <Button type="link" className="push" onClick={props.onAgain}>
          {t('repair.found.again')}
        </Button>
      </div>
      {(failed ?? props.error) !== null && <ErrorNote error={(failed ?? props.error)!} />}
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack}>
          {t('repair.ask.back')}
        </Button>
        <Button size="large" type="primary" className="push" disabled={!isReady} onClick={() => props.onRun({ how, copy: file === null ? copy : null, file })}>
          {t('repair.found.start')}
        </Button>
      </div>
    </div>
  );
}

function FileLine({ file }: { readonly file: FileRef }) {
  const language = useLanguage();
  return (
    <span className="field-hint" role="status">
      {file.name} · {formatBytes(file.sizeBytes, language)}
    </span>
  );
}

/** Newest first; the newest is chosen. */
function Copies(props: { readonly copies: readonly RepairCopy[]; readonly chosen: string | null; readonly canBeNone: boolean; readonly onChoose: (ref: string | null) => void }) {
  const t = useT();
  const language = useLanguage();
  const name = useId();
  if (props.copies.length === 0) return <p className="quiet">{t('repair.found.noCopies')}</p>;
  const line = ({ at, customers, behind, folder, sizeBytes }: RepairCopy): string =>
    [
      customers === null ? formatDateTime(at, language) : t('repair.found.copy', { at: formatDateTime(at, language), count: customers }),
      formatBytes(sizeBytes, language),
      behind === null ? '' : behind === 0 ? t('repair.found.current') : t('repair.found.behind', { count: behind }),
      folder ?? t('repair.found.own'),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return (
    <fieldset className="restore-found">
      <legend>{t('repair.found.copies')}</legend>
      {props.copies.map((copy) => (
        <label key={copy.ref}>
          <input type="radio" name={name} checked={copy.ref === props.chosen} onChange={() => props.onChoose(copy.ref)} />
          <span className="tabular">{line(copy)}</span>
        </label>
      ))}
      {props.canBeNone && (
        <label>
          <input type="radio" name={name} checked={props.chosen === null} onChange={() => props.onChoose(null)} />
          <span>{t('repair.found.noCopy')}</span>
        </label>
      )}
    </fieldset>
  );
}
