import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CheckPoint, CheckUp } from '../../../shared/modules/check-up.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useSettingsTarget } from '../../lib/settings-target.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';

export type DialogName = 'passphrase' | 'reissue' | 'drill';

/** What the button of a point does: leads to the place, opens the dialog, or does the work itself. */
export function usePointDeeds(on: { readonly onDialog: (name: DialogName) => void; readonly onChange: () => void }): {
  readonly busy: CheckPoint | null;
  readonly deed: (point: CheckPoint, found: CheckUp) => Promise<void>;
} {
  const t = useT();
  const navigate = useNavigate();
  const [busy, setBusy] = useState<CheckPoint | null>(null);
  const verify = async (): Promise<void> => {
    setBusy('audit');
    const started = await api.call('audit.verify', {});
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(null);
    if (!ended.ok) showToast({ kind: 'error', text: errorLine(t, ended.error) });
    on.onChange();
  };
  const deed = async (point: CheckPoint, found: CheckUp): Promise<void> => {
    switch (point) {
      case 'passphrase':
        return on.onDialog('passphrase');
      case 'recovery':
        return on.onDialog(found.recovery.confirmed ? 'drill' : 'reissue');
      case 'audit':
        return verify();
      case 'lock':
        useSettingsTarget.setState({ part: 'security' });
        return navigate({ to: '/settings' });
      case 'people':
        return navigate({ to: found.people.beyond > 0 ? '/settings/audit' : '/settings/people' });
      case 'denied':
      case 'taken':
        return navigate({ to: '/settings/audit' });
      default:
        return navigate({ to: '/backup' });
    }
  };
  return { busy, deed };
}
