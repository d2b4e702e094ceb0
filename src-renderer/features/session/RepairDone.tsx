import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RepairReport } from '../../../shared/modules/repair.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { fileDate, nameForFile, saveText } from '../../lib/files.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { printWindow } from '../../lib/print.ts';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { holed, listText, missingName, summary } from './repair-words.ts';

/** Shown one by one; the file has more. */
const LISTED = 200;

/** What the repaired book has, and the exact list of what it lacks. */
export function RepairDone({ report, head, onEnter }: { readonly report: RepairReport; readonly head: ReactNode; readonly onEnter: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [failed, setFailed] = useState<AppError | null>(null);
  const lines = summary(t, language, report);
  const kinds = holed(report);
  const save = async (): Promise<void> => {
    const saved = await saveText(t('repair.done.fileName', { name: nameForFile(report.name), date: fileDate() }), listText(t, language, report));
    setFailed(saved.ok ? null : saved.error);
  };
  const rest = report.missing.length - LISTED;
  return (
    <div className="entrance-form">
      {head}
      <Note kind={kinds.length === 0 && report.unnamed === 0 && report.changes === 0 ? 'positive' : 'info'}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Note>
      {kinds.length > 0 && <KindTable kinds={kinds} />}
      {report.missing.length > 0 && (
        <section>
          <h2 className="repair-head">{t('repair.done.list')}</h2>
          {/* Scrolls by keyboard too. */}
          <ul className="repair-list repair-missing" tabIndex={0} aria-label={t('repair.done.list')}>
            {report.missing.slice(0, LISTED).map((one) => (
              <li key={`${one.kind}:${one.id}`}>
                {t(`repair.kind.${one.kind}`)} · {missingName(t, one)} · {t(`repair.done.${one.state}`)}
              </li>
            ))}
          </ul>
          {rest > 0 && <p className="quiet">{t('repair.done.more', { count: rest })}</p>}
        </section>
      )}
      {failed !== null && <ErrorNote error={failed} />}
      <div className="entrance-buttons no-print">
        <Button size="large" onClick={() => void save()}>
          {t('repair.done.save')}
        </Button>
        <Button size="large" onClick={() => void printWindow()}>
          {t('repair.done.print')}
        </Button>
        <Button size="large" type="primary" className="push" onClick={onEnter}>
          {t('repair.done.enter')}
        </Button>
      </div>
    </div>
  );
}

function KindTable({ kinds }: { readonly kinds: RepairReport['kinds'] }) {
  const t = useT();
  const shown = (n: number): ReactNode => (n === 0 ? '–' : n);
  return (
    <table className="repair-kinds">
      <caption>{t('repair.done.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('repair.done.kind')}</th>
          <th scope="col">{t('repair.done.lost')}</th>
          <th scope="col">{t('repair.done.stub')}</th>
          <th scope="col">{t('repair.done.older')}</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ kind, lost, stub, older }) => (
          <tr key={kind}>
            <th scope="row">{t(`repair.kind.${kind}`)}</th>
            <td>{shown(lost)}</td>
            <td>{shown(stub)}</td>
            <td>{shown(older)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
