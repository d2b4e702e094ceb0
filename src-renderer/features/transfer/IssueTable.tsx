import type { RowIssue } from '../../../shared/modules/transfer.ts';
import { hasText, useT, type Translate } from '../../lib/i18n.ts';

const SHOWN = 100;

/** What is wrong with a cell, in words. */
export function issueText(t: Translate, issue: RowIssue): string {
  const key = `transfer.issues.${issue.code.replaceAll('.', '_')}`;
  return hasText(key) ? t(key) : t('transfer.issues.other', { code: issue.code });
}

/** Problems by row and cell. */
export function IssueTable({ issues, more }: { readonly issues: readonly RowIssue[]; readonly more: number }) {
  const t = useT();
  const shown = issues.slice(0, SHOWN);
  return (
    <>
      <table className="issues">
        <thead>
          <tr>
            <th scope="col">{t('transfer.read.row')}</th>
            <th scope="col">{t('transfer.preview.column')}</th>
            <th scope="col">{t('transfer.preview.value')}</th>
            <th scope="col">{t('transfer.preview.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((issue, index) => (
            <tr key={index}>
              <td className="tabular">{issue.row}</td>
              <td>{issue.column}</td>
              <td className="issue-value">{issue.value}</td>
              <td>{issueText(t, issue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(more > 0 || issues.length > SHOWN) && (
        <p className="quiet">{t('transfer.preview.moreRows', { count: Math.max(more, issues.length - SHOWN) })}</p>
      )}
    </>
  );
}
