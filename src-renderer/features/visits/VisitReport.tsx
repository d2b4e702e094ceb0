import type { VisitCounts, VisitReport as Report } from '../../../shared/modules/visits.ts';
import { formatNumber, formatScore, formatShare } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import './visits.css';

/** How far it has come, as a bar that says so in words too. */
export function Progress({ counts, name }: { readonly counts: VisitCounts; readonly name: string }) {
  const t = useT();
  const language = useLanguage();
  const closed = counts.done + counts.skipped;
  const share = counts.total === 0 ? 0 : counts.done / counts.total;
  return (
    <div className="visit-progress">
      <div className="visit-bar" role="progressbar" aria-label={t('visits.progressOf', { name })} aria-valuemin={0} aria-valuemax={counts.total} aria-valuenow={counts.done} aria-valuetext={formatShare(share, language)}>
        <span className="visit-bar-done" style={{ inlineSize: `${String(share * 100)}%` }} />
        <span className="visit-bar-skipped" style={{ inlineSize: `${String(counts.total === 0 ? 0 : ((closed - counts.done) / counts.total) * 100)}%` }} />
      </div>
      <span className="tabular">{formatShare(share, language)}</span>
    </div>
  );
}

/** The same in figures. */
export function Figures({ counts }: { readonly counts: VisitCounts }) {
  const t = useT();
  const language = useLanguage();
  const n = (value: number) => formatNumber(value, language);
  return (
    <dl className="visit-figures">
      {(['done', 'open', 'overdue', 'skipped', 'missed'] as const).map((name) => (
        <div key={name} className={name === 'overdue' && counts.overdue > 0 ? 'is-late' : ''}>
          <dt>{t(`visits.counts.${name}`)}</dt>
          <dd className="tabular">{n(counts[name])}</dd>
        </div>
      ))}
      <div>
        <dt>{t('visits.counts.satisfaction')}</dt>
        <dd className="tabular">{counts.satisfaction === null ? '–' : formatScore(counts.satisfaction, language)}</dd>
      </div>
    </dl>
  );
}

/** What came of the visits done: by satisfaction, result and method. Bars from zero, each with its number beside it. */
export function Shares({ report }: { readonly report: Report }) {
  const t = useT();
  const said = { satisfaction: report.satisfaction, results: report.results, methods: report.methods };
  const word = (kind: keyof typeof said, value: string | null): string => {
    if (value === null) return t('visits.nothingSaid');
    if (kind === 'satisfaction') return `${value} ${t(`fields.satisfaction.${value as '5'}`)}`;
    return kind === 'results' ? t(`fields.result.${value as 'reached'}`) : t(`fields.method.${value as 'phone'}`);
  };
  if (report.counts.done === 0) return <p className="quiet">{t('visits.noneDone')}</p>;
  return (
    <div className="visit-shares">
      {(Object.keys(said) as (keyof typeof said)[]).map((kind) => (
        <Share key={kind} title={t(`visits.by.${kind}`)} rows={said[kind].map(({ value, count }) => ({ name: word(kind, value), count }))} />
      ))}
    </div>
  );
}

function Share({ title, rows }: { readonly title: string; readonly rows: readonly { readonly name: string; readonly count: number }[] }) {
  const t = useT();
  const language = useLanguage();
  const all = rows.reduce((n, row) => n + row.count, 0);
  return (
    <table className="visit-share">
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ name, count }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td aria-hidden="true">
              <span className="visit-share-bar" style={{ inlineSize: `${String((count / all) * 100)}%` }} />
            </td>
            <td className="tabular">
              {formatNumber(count, language)} <span className="quiet">{formatShare(count / all, language)}</span>
            </td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={3} className="quiet">
              {t('visits.nothingSaid')}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
