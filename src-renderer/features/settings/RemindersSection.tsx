import { Button, Segmented, Switch, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { ReminderSettings } from '../../../shared/modules/reminders.ts';
import type { Prefs } from '../../../shared/modules/system.ts';
import { api, transport, useApiQuery } from '../../lib/api.ts';
import { askForNotices, noticePermission } from '../../lib/browser-notices.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { setPrefs, usePrefs } from '../../lib/prefs.ts';
import { showToast } from '../../lib/toast.ts';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { HolidayYears } from './HolidayYears.tsx';
import { Deed, Section } from './Section.tsx';

const DETAILS = ['auto', 'full', 'plain'] as const satisfies readonly Prefs['noticeDetails'][];

/** When reminders speak (of the book), and how this computer tells them. */
export function RemindersSection() {
  const t = useT();
  const { data, error, isPending, refetch } = useApiQuery('settings.get', {});
  const mayLead = useMay('settings.set');
  const save = async (patch: Partial<ReminderSettings>): Promise<void> => {
    if (data === undefined) return;
    const reply = await api.call('settings.set', { reminders: { ...data.reminders, ...patch } });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
    await refetch();
  };
  return (
    <Section part="reminders" about={t('reminders.settings.about')}>
      {mayLead && isPending && <Loading rows={3} />}
      {mayLead && error !== null && <ErrorNote error={toAppError(error)} />}
      {mayLead && data !== undefined && <Times settings={data.reminders} onSave={(patch) => void save(patch)} />}
      <HolidayYears />
      <Notices />
    </Section>
  );
}

function Times({ settings, onSave }: { readonly settings: ReminderSettings; readonly onSave: (patch: Partial<ReminderSettings>) => void }) {
  const t = useT();
  return (
    <>
      <Deed title={t('reminders.settings.at')} hint={t('reminders.settings.atHint')}>
        <Time label={t('reminders.settings.at')} value={settings.at} onChange={(at) => onSave({ at })} />
      </Deed>
      <Deed title={t('reminders.settings.quiet')} hint={t('reminders.settings.quietHint')}>
        <span className="settings-times" role="group" aria-label={t('reminders.settings.quiet')}>
          <Time label={t('reminders.settings.quietFrom')} value={settings.quietFrom} onChange={(quietFrom) => onSave({ quietFrom })} />
          <span aria-hidden="true">–</span>
          <Time label={t('reminders.settings.quietTo')} value={settings.quietTo} onChange={(quietTo) => onSave({ quietTo })} />
        </span>
      </Deed>
      <Deed title={t('reminders.settings.digest')} hint={t('reminders.settings.digestHint')}>
        <Switch checked={settings.digest} aria-label={t('reminders.settings.digest')} onChange={(digest) => onSave({ digest })} />
      </Deed>
    </>
  );
}

function Time({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (time: string) => void }) {
  return <TimePicker aria-label={label} allowClear={false} needConfirm={false} format="HH:mm" minuteStep={5} value={dayjs(`2000-01-01T${value}`)} onChange={(time) => time && onChange(time.format('HH:mm'))} />;
}

/** Of this computer: notices, what they say, the tray and the start with the system where the host can do that. */
function Notices() {
  const t = useT();
  const prefs = usePrefs();
  const { shell, onNoticePressed } = transport();
  const isSystem = onNoticePressed !== null;
  return (
    <>
      <Deed title={t('reminders.settings.notices')} hint={t(isSystem ? 'reminders.settings.noticesHint' : 'reminders.settings.noticesBrowserHint')} after={isSystem ? undefined : <Permission />}>
        <Switch checked={prefs.notices} aria-label={t('reminders.settings.notices')} onChange={(notices) => void setPrefs({ notices })} />
      </Deed>
      {prefs.notices && (
        <Deed title={t('reminders.settings.details')} hint={t('reminders.settings.detailsHint')}>
          <Segmented<Prefs['noticeDetails']>
            aria-label={t('reminders.settings.details')}
            value={prefs.noticeDetails}
            options={DETAILS.map((value) => ({ value, label: t(`reminders.settings.detailChoices.${value}`) }))}
            onChange={(noticeDetails) => void setPrefs({ noticeDetails })}
          />
        </Deed>
      )}
      {shell?.tray === true && (
        <Deed title={t('reminders.settings.tray')} hint={t('reminders.settings.trayHint')}>
          <Switch checked={prefs.stayInTray} aria-label={t('reminders.settings.tray')} onChange={(stayInTray) => void setPrefs({ stayInTray })} />
        </Deed>
      )}
      {shell?.autostart === true && (
        <Deed title={t('reminders.settings.autostart')} hint={t('reminders.settings.autostartHint')}>
          <Switch checked={prefs.startWithSystem} aria-label={t('reminders.settings.autostart')} onChange={(startWithSystem) => void setPrefs({ startWithSystem })} />
        </Deed>
      )}
    </>
  );
}

/** The browser is asked by this button alone. */
function Permission() {
  const t = useT();
  const { notices } = usePrefs();
  const [now, setNow] = useState(noticePermission);
  if (!notices || now === 'granted') return null;
  if (now !== 'default') return <p className="settings-notice-off">{t(`reminders.settings.${now}`)}</p>;
  return (
    <Button size="small" onClick={() => void askForNotices().then(setNow)}>
      {t('reminders.settings.ask')}
    </Button>
  );
}
