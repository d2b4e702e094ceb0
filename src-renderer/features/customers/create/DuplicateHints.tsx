import { Button } from 'antd';
import type { Duplicate } from '../../../../shared/modules/found.ts';
import { formatPhone } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import './new-customer.css';

interface HintsProps {
  readonly found: readonly Duplicate[];
  readonly onOpen: (id: number) => void;
  /** They are two people, or it is taken back. */
  readonly onNotSame: (id: number, said: boolean) => void;
  /** Said under the list. */
  readonly note?: string;
}

const SHOWN = 4;

/** Who this may already be, and why; who was said to be somebody else. Never stands in the way of saving. */
export function DuplicateHints({ found, onOpen, onNotSame, note }: HintsProps) {
  const t = useT();
  const open = found.filter((one) => !one.notSame);
  const said = found.filter((one) => one.notSame);
  return (
    <div aria-live="polite">
      {open.length > 0 && (
        <section className="duplicates" aria-label={t('customers.duplicate.title')}>
          <strong>{t('customers.duplicate.title')}</strong>
          <ul>
            {open.slice(0, SHOWN).map((one) => (
              <Hint key={one.id} one={one} onOpen={() => onOpen(one.id)} onNotSame={() => onNotSame(one.id, true)} />
            ))}
          </ul>
          {note !== undefined && <p className="quiet">{note}</p>}
        </section>
      )}
      {said.map((one) => (
        <p key={one.id} className="quiet duplicate-said">
          {t('customers.duplicate.said', { name: one.name })}
          <Button type="link" size="small" aria-label={`${t('customers.duplicate.takeBack')} ${one.name}`} onClick={() => onNotSame(one.id, false)}>
            {t('customers.duplicate.takeBack')}
          </Button>
        </p>
      ))}
    </div>
  );
}

function Hint({ one, onOpen, onNotSame }: { readonly one: Duplicate; readonly onOpen: () => void; readonly onNotSame: () => void }) {
  const t = useT();
  const language = useLanguage();
  const why = [...one.reasons.map((reason) => t(`customers.duplicate.${reason}`)), ...(one.deleted ? [t('customers.duplicate.inBin')] : [])];
  return (
    <li>
      <div className="duplicate-who">
        <strong>{one.name}</strong>
        <span className="quiet">{[one.phone === null ? null : formatPhone(one.phone), one.company].filter((text) => text !== null).join(' · ')}</span>
        <span className="duplicate-why">{why.join(language === 'en' ? ', ' : '、')}</span>
      </div>
      <span className="duplicate-deeds">
        <Button size="small" onClick={onOpen}>
          {t('customers.duplicate.open')}
        </Button>
        <Button size="small" type="text" aria-label={`${t('customers.duplicate.notSame')} ${one.name}`} onClick={onNotSame}>
          {t('customers.duplicate.notSame')}
        </Button>
      </span>
    </li>
  );
}
