import { Button } from 'antd';
import type { Duplicate } from '../../../../shared/modules/customers.ts';
import { formatPhone } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';

/** Who this may already be, and why. Never stands in the way of saving. */
export function DuplicateHints({ found, onOpen }: { readonly found: readonly Duplicate[]; readonly onOpen: (id: number) => void }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div aria-live="polite">
      {found.length > 0 && (
        <section className="duplicates" aria-label={t('customers.duplicate.title')}>
          <strong>{t('customers.duplicate.title')}</strong>
          <ul>
            {found.slice(0, 4).map((one) => (
              <li key={one.id}>
                <div className="duplicate-who">
                  <strong>{one.name}</strong>
                  <span className="quiet">{[one.phone === null ? null : formatPhone(one.phone), one.company].filter((text) => text !== null).join(' · ')}</span>
                  <span className="duplicate-why">
                    {[...one.reasons.map((reason) => t(`customers.duplicate.${reason}`)), ...(one.deleted ? [t('customers.duplicate.inBin')] : [])].join(language === 'en' ? ', ' : '、')}
                  </span>
                </div>
                <Button size="small" onClick={() => onOpen(one.id)}>
                  {t('customers.duplicate.open')}
                </Button>
              </li>
            ))}
          </ul>
          <p className="quiet">{t('customers.duplicate.anyway')}</p>
        </section>
      )}
    </div>
  );
}
