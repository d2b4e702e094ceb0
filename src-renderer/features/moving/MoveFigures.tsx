import type { MoveCounts } from '../../../shared/modules/moving.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';

const KINDS = ['customers', 'followUps', 'sales', 'payments', 'files', 'relations', 'others'] as const;

/** How many of what go along; kinds of which there are none are left out. */
export function MoveFigures({ figures }: { readonly figures: Partial<Pick<MoveCounts, (typeof KINDS)[number]>> }) {
  const t = useT();
  const language = useLanguage();
  return (
    <dl className="moving-figures">
      {KINDS.filter((kind) => kind === 'customers' || (figures[kind] ?? 0) > 0).map((kind) => (
        <div key={kind}>
          <dt>{t(`moving.kinds.${kind}`)}</dt>
          <dd className="tabular">{formatNumber(figures[kind] ?? 0, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
