import { useT } from '../lib/i18n.ts';
import './quiet-chip.css';

/** Says wherever a customer is shown that they asked not to be contacted (勿扰), or not with advertising. */
export function QuietChip({ kind }: { readonly kind: 'all' | 'marketing' }) {
  const t = useT();
  return (
    <span className="quiet-chip" title={t(`portrait.doNotContactHint.${kind}`)}>
      {t(`portrait.doNotContact.${kind}`)}
    </span>
  );
}

/** A name, marked when its owner asked not to be contacted at all. */
export function QuietName({ name, quiet }: { readonly name: string; readonly quiet: 'all' | 'marketing' | null }) {
  return (
    <>
      {name} {quiet === 'all' && <QuietChip kind="all" />}
    </>
  );
}
