import { useState } from 'react';
import type { ImportPreview } from '../../../shared/modules/transfer.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ExampleList } from './ExampleList.tsx';
import { IssueTable } from './IssueTable.tsx';
import './counts.css';

const OUTCOMES = ['new', 'update', 'possibleDuplicate', 'skip', 'error'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** The counts of a preview; each opens examples of its rows. */
export function PreviewTabs({ preview }: { readonly preview: ImportPreview }) {
  const t = useT();
  const language = useLanguage();
  const counts: Readonly<Record<Outcome, number>> = {
    new: preview.created,
    update: preview.updated,
    possibleDuplicate: preview.possibleDuplicates,
    skip: preview.skipped,
    error: preview.errorRows,
  };
  const first = preview.errorRows > 0 ? 'error' : (OUTCOMES.find((outcome) => counts[outcome] > 0) ?? 'new');
  const [shown, setShown] = useState<Outcome>(first);
  const examples = preview.examples.filter((example) => example.outcome === shown);
  const issues = preview.issues.filter((issue) => (shown === 'error' ? issue.severity === 'error' : false));
  return (
    <section className="preview-result" aria-label={t('transfer.preview.title')}>
      <div className="counts" role="tablist" aria-label={t('transfer.preview.ofRows', { count: preview.rows })}>
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            role="tab"
            aria-selected={shown === outcome}
            className={`count count-${outcome}${counts[outcome] === 0 ? ' zero' : ''}`}
            onClick={() => setShown(outcome)}
          >
            <b className="tabular">{formatNumber(counts[outcome], language)}</b>
            <span>{t(`transfer.preview.counts.${outcome}`)}</span>
          </button>
        ))}
      </div>
      <div className="preview-panel" role="tabpanel" tabIndex={0} aria-label={t(`transfer.preview.counts.${shown}`)}>
        {shown === 'error' && issues.length > 0 ? (
          <IssueTable issues={issues} more={preview.errorRows - new Set(issues.map((issue) => issue.row)).size} />
        ) : examples.length === 0 ? (
          <p className="quiet">{t('transfer.preview.noneOf')}</p>
        ) : (
          <ExampleList examples={examples} />
        )}
      </div>
      <p className="quiet">
        {t('transfer.preview.ofRows', { count: preview.rows })}
        {preview.warnings > 0 && <> · {t('transfer.preview.warnings', { count: preview.warnings })}</>}
      </p>
      {preview.warnings > 0 && shown !== 'error' && (
        <details className="remarks">
          <summary>{t('transfer.preview.issuesTab')}</summary>
          <IssueTable issues={preview.issues.filter((issue) => issue.severity === 'warning')} more={0} />
        </details>
      )}
    </section>
  );
}
