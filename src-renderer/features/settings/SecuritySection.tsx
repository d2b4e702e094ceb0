import { useNavigate } from '@tanstack/react-router';
import { Button, Select, Switch } from 'antd';
import { useState } from 'react';
import { api, transport, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { setPrefs, usePrefs } from '../../lib/prefs.ts';
import { refreshSession, setChangingKey, useSession } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Field } from '../../ui/Field.tsx';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { ReissueRecovery } from './ReissueRecovery.tsx';
import { Deed, Section } from './Section.tsx';

const MINUTES = [1, 3, 5, 10, 15, 30, 60, 120, 0] as const;

/** Who can open the book: automatic lock, passphrase, recovery code, keychain where the system has one. */
export function SecuritySection() {
  const t = useT();
  const settings = useApiQuery('settings.get', {});
  const session = useSession().data;
  const navigate = useNavigate();
  const prefs = usePrefs();
  const [dialog, setDialog] = useState<'passphrase' | 'recovery' | null>(null);
  const setMinutes = async (autoLockMinutes: number) => {
    const reply = await api.call('settings.set', { autoLockMinutes });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
    await settings.refetch();
  };
  const setKeychain = async (enabled: boolean) => {
    const reply = await api.call('session.setKeychain', { enabled });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
    await refreshSession();
  };
  const label = (minutes: number) => (minutes === 0 ? t('settings.security.never') : t('settings.security.minutes', { count: minutes }));
  const [leads, owns] = [useMay('settings.set'), useMay('people.create')];
  const now = settings.data?.autoLockMinutes;
  const choices = now === undefined || (MINUTES as readonly number[]).includes(now) ? MINUTES : [...MINUTES, now];
  if (session?.book?.sample === true) return null;
  return (
    <Section part="security" about={t('settings.security.about')}>
      {leads && (
        <Field label={t('settings.security.autoLock')}>
          <Select value={now ?? null} options={choices.map((value) => ({ value: value, label: label(value) }))} onChange={(value) => void setMinutes(value ?? 0)} style={{ width: '14rem' }} />
        </Field>
      )}
      {owns && (
        <Deed title={t('people.title')} hint={t('people.hint')}>
          <Button onClick={() => void navigate({ to: '/settings/people' })}>{t('people.open')}</Button>
        </Deed>
      )}
      <Deed title={t('settings.security.passphrase')} hint={t('session.passphrase.intro')}>
        <Button onClick={() => setDialog('passphrase')}>{t('settings.security.change')}</Button>
      </Deed>
      {owns && (
        <Deed title={t('settings.security.recovery')} hint={t(session?.book?.recoveryConfirmed === true ? 'settings.security.recoveryConfirmed' : 'settings.security.recoveryNotConfirmed')}>
          <Button onClick={() => setDialog('recovery')}>{t('settings.security.reissue')}</Button>
        </Deed>
      )}
      {session?.book?.person.id === 0 && (
        <Deed title={t('keyChange.people')} hint={t('keyChange.hint')}>
          <Button onClick={() => setChangingKey(true)}>{t('keyChange.open')}</Button>
        </Deed>
      )}
      <Deed title={t('settings.security.mask')} hint={t('settings.security.maskHint')}>
        <Switch checked={prefs.maskDetails} aria-label={t('settings.security.mask')} onChange={(maskDetails) => void setPrefs({ maskDetails })} />
      </Deed>
      <Deed title={t('settings.security.away')} hint={t('settings.security.awayHint')}>
        <Switch checked={prefs.blurAway} aria-label={t('settings.security.away')} onChange={(blurAway) => void setPrefs({ blurAway })} />
      </Deed>
      <Deed title={t('settings.security.copied')} hint={t('settings.security.copiedHint')}>
        <Switch checked={prefs.clearCopied} aria-label={t('settings.security.copied')} onChange={(clearCopied) => void setPrefs({ clearCopied })} />
      </Deed>
      {transport().host === 'electron' && (
        <Deed title={t('settings.security.capture')} hint={t('settings.security.captureHint')}>
          <Switch checked={prefs.hideFromCapture} aria-label={t('settings.security.capture')} onChange={(hideFromCapture) => void setPrefs({ hideFromCapture })} />
        </Deed>
      )}
      {owns && (
        <>
          <Deed title={t('checkUp.title')} hint={t('checkUp.hint')}>
            <Button onClick={() => void navigate({ to: '/settings/check-up' })}>{t('checkUp.openPage')}</Button>
          </Deed>
          <Deed title={t('privacy.audit.title')} hint={t('privacy.audit.hint')}>
            <Button onClick={() => void navigate({ to: '/settings/audit' })}>{t('privacy.audit.open')}</Button>
          </Deed>
        </>
      )}
      {session?.keychainAvailable === true && session.book?.person.id === 0 && (
        <Deed title={t('settings.security.keychain')} hint={`${t('settings.security.keychainLabel')} ${t('settings.security.keychainHint')}`}>
          <Switch checked={session.book?.keychain ?? false} aria-label={t('settings.security.keychainLabel')} onChange={(enabled) => void setKeychain(enabled)} />
        </Deed>
      )}
      {dialog === 'passphrase' && <ChangePassphrase onClose={() => setDialog(null)} />}
      {dialog === 'recovery' && <ReissueRecovery onClose={() => setDialog(null)} />}
    </Section>
  );
}
