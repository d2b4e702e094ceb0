/** What the check-up says of each point, and the word on its button. */
import type { CheckPoint, CheckUp } from '../../../shared/modules/check-up.ts';
import { DENIED_DAYS } from '../../../shared/modules/check-up.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { sentences } from '../../lib/error-text.ts';
import { formatDate, formatNumber, formatRelative } from '../../lib/format.ts';
import { fileDate } from '../../lib/files.ts';
import type { Translate } from '../../lib/i18n.ts';

type Say = (t: Translate, language: Language, found: CheckUp) => string;

const day = (at: number, language: Language): string => formatDate(fileDate(new Date(at)), language);

const TEXTS: Readonly<Record<CheckPoint, Say>> = {
  copies: (t, language, { copies }) =>
    sentences(
      copies.lastAt === null ? t('checkUp.points.copies.none') : t('checkUp.points.copies.last', { when: formatRelative(copies.lastAt, language) }),
      copies.concerns.includes('failing') ? t('backup.concerns.failing') : '',
    ),
  proof: (t, language, { copies }) => (copies.provenAt === null ? t('checkUp.points.proof.none') : t('checkUp.points.proof.last', { when: formatRelative(copies.provenAt, language) })),
  offDisk: (t, _language, { copies }) => (copies.concerns.includes('offDisk') ? t('backup.concerns.offDisk') : copies.concerns.includes('noTarget') ? t('backup.concerns.noTarget') : t('checkUp.points.offDisk.good')),
  passphrase: (t, language, { passphrase: { setAt, score } }) =>
    setAt === null || score === null ? t('checkUp.points.passphrase.unknown') : t('checkUp.points.passphrase.set', { when: day(setAt, language), strength: t(`checkUp.points.passphrase.strength.s${score as 0 | 1 | 2 | 3 | 4}`) }),
  recovery: (t, language, { recovery: { confirmed, provedAt } }) =>
    !confirmed ? t('checkUp.points.recovery.unconfirmed') : provedAt === null ? t('checkUp.points.recovery.neverTried') : t('checkUp.points.recovery.tried', { when: day(provedAt, language) }),
  denied: (t, language, { denied: { count, lastAt } }) =>
    count === 0 || lastAt === null ? t('checkUp.points.denied.none', { days: DENIED_DAYS }) : t('checkUp.points.denied.some', { days: DENIED_DAYS, count, when: formatRelative(lastAt, language) }),
  people: (t, _language, { people: { count, opened, beyond, refused } }) =>
    count === 0
      ? t('checkUp.points.people.none')
      : sentences(t('checkUp.points.people.some', { count }), t('checkUp.points.people.did', { days: DENIED_DAYS, opened, refused }), beyond === 0 ? '' : t('checkUp.points.people.beyond', { count: beyond })),
  lock: (t, _language, { autoLockMinutes }) => (autoLockMinutes === 0 ? t('checkUp.points.lock.never') : t('checkUp.points.lock.after', { count: autoLockMinutes })),
  audit: (t, language, { audit: { verified, entries } }) => {
    if (verified === null) return t('checkUp.points.audit.never', { count: entries });
    if (verified.badSeq !== null) return t('privacy.audit.broken', { seq: verified.badSeq });
    return t('checkUp.points.audit.whole', { when: formatRelative(verified.at, language), count: verified.entries });
  },
  place: (t, _language, { place: { folder, service } }) => (service === null ? t('checkUp.points.place.good', { folder }) : t(service === 'network' ? 'checkUp.points.place.network' : 'checkUp.points.place.synced', { folder, service })),
  taken: (t, language, { taken: { files, prints, records } }) =>
    files + prints === 0 ? t('checkUp.points.taken.none') : t('checkUp.points.taken.some', { files: formatNumber(files, language), prints: formatNumber(prints, language), records: formatNumber(records, language) }),
  version: (t, _language, { version }) => t('checkUp.points.version.now', { version }),
};

/** One or two sentences. */
export function pointText(t: Translate, language: Language, point: CheckPoint, found: CheckUp): string {
  return TEXTS[point](t, language, found);
}

/** `null` where there is nothing to press. */
export function pointAction(t: Translate, point: CheckPoint, { recovery, people }: CheckUp): string | null {
  switch (point) {
    case 'copies':
    case 'proof':
    case 'offDisk':
      return t('checkUp.actions.backups');
    case 'passphrase':
      return t('settings.security.change');
    case 'recovery':
      return t(recovery.confirmed ? 'checkUp.actions.drill' : 'checkUp.actions.newCode');
    case 'people':
      return t(people.beyond > 0 ? 'checkUp.actions.record' : 'people.open');
    case 'denied':
    case 'taken':
      return t('checkUp.actions.record');
    case 'lock':
      return t('checkUp.actions.settings');
    case 'audit':
      return t('privacy.audit.verify');
    default:
      return null;
  }
}
