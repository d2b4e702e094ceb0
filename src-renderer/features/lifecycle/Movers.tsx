import { useT } from '../../lib/i18n.ts';

interface MoversProps<P> {
  readonly title: string;
  /** How many in all; the first are listed. */
  readonly moving: number;
  readonly movers: readonly { readonly id: number; readonly name: string; readonly from: P; readonly to: P }[];
  readonly nameOf: (place: P) => string;
}

/** Who would go from where to where, unfolded when wanted. */
export function Movers<P>({ title, moving, movers, nameOf }: MoversProps<P>) {
  const t = useT();
  if (moving === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      {movers.length < moving && <p className="quiet">{t('lifecycle.settings.moversShown', { shown: movers.length })}</p>}
      <ul className="why-moves" tabIndex={0} aria-label={title}>
        {movers.map(({ id, name, from, to }) => (
          <li key={id}>
            <span>{name}</span>
            <strong>{t('lifecycle.arrow', { from: nameOf(from), to: nameOf(to) })}</strong>
          </li>
        ))}
      </ul>
    </details>
  );
}
