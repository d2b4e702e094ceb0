import type { ReactNode } from 'react';
import { useT } from '../lib/i18n.ts';
import './past-table.css';

interface PastTableProps {
  /** What was done. */
  readonly first: string;
  /** What came of it, in numbers. */
  readonly counts: string;
  readonly children: ReactNode;
}

/** Things done to the book, latest first: what, when, how it stands, how much, and what can still be done about it. */
export function PastTable({ first, counts, children }: PastTableProps) {
  const t = useT();
  return (
    <table className="past-table">
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{t('transfer.past.when')}</th>
          <th scope="col">{t('transfer.past.state')}</th>
          <th scope="col">{counts}</th>
          <th scope="col">
            <span className="sr-only">{t('transfer.past.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
