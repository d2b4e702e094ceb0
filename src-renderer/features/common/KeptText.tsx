import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useT } from '../../lib/i18n.ts';
import { keepForm, useKeptForm } from '../../lib/kept-forms.ts';

/** The parts of a record are drawn one after another; by then they stand. */
const SETTLED_MS = 600;

/** Under a field whose text was cut off by a lock, a crash or a power cut: what was written, to be put back or dropped. `about`: `<customer>:<field>`. */
export function KeptText({ about, shown, onUse }: { readonly about: string; readonly shown: string; readonly onUse: (text: string) => void }) {
  const t = useT();
  const kept = useKeptForm('customer.edit', about);
  const note = useRef<HTMLDivElement>(null);
  // While it is being typed it stands in the field itself.
  const isThere = typeof kept === 'string' && kept !== shown;
  useEffect(() => {
    if (!isThere) return;
    // It may be far down the page, and nobody knows to look for it.
    const timers = [0, SETTLED_MS].map((ms) => setTimeout(() => note.current?.scrollIntoView({ block: 'nearest' }), ms));
    return () => timers.forEach((timer) => clearTimeout(timer));
  }, [isThere]);
  if (!isThere) return null;
  return (
    <div ref={note} className="conflict" role="group" aria-label={t('ui.kept.text')}>
      <strong>{t('ui.kept.text')}</strong>
      <p className="kept-text">{kept}</p>
      <div className="conflict-actions">
        <Button size="small" type="primary" onClick={() => onUse(kept)}>
          {t('ui.kept.use')}
        </Button>
        <Button size="small" onClick={() => keepForm('customer.edit', about, null)}>
          {t('ui.kept.drop')}
        </Button>
      </div>
    </div>
  );
}
