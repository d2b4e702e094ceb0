import { passphraseStrength } from '../../shared/kernel/passphrase.ts';
import { useT } from '../lib/i18n.ts';
import './strength-meter.css';

/** How hard a passphrase is to guess, as a bar and as a word, with the one thing that would help most. */
export function StrengthMeter({ text, names }: { readonly text: string; readonly names: readonly string[] }) {
  const t = useT();
  if (text === '') return null;
  const { score, reasons } = passphraseStrength(text, names);
  const reason = score < 3 ? (reasons[0] ?? 'tooSimple') : undefined;
  return (
    <div className={`strength strength-${score}`} role="status">
      <div className="strength-bar" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <i key={step} className={step <= Math.max(1, score) ? 'on' : ''} />
        ))}
      </div>
      <span>
        {t('session.passphrase.strength', { level: t(`session.passphrase.levels.s${score}`) })}
        {reason !== undefined && <span className="quiet"> · {t(`session.passphrase.reasons.${reason}`)}</span>}
      </span>
    </div>
  );
}
