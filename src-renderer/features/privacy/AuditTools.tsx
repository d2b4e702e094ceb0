import { Button } from 'antd';
import { useState } from 'react';
import type { AuditQuery, AuditVerdict } from '../../../shared/modules/audit.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { deliver, fileDate, saveTarget } from '../../lib/files.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';

/** The last verification, the button for the next one, and the file. */
export function AuditTools({ query }: { readonly query: AuditQuery }) {
  const t = useT();
  const language = useLanguage();
  const status = useApiQuery('audit.status', {});
  const [busy, setBusy] = useState<'verify' | 'export' | null>(null);
  const fail = (error: Parameters<typeof errorLine>[1]): void => void showToast({ kind: 'error', text: errorLine(t, error) });
  const verify = async (): Promise<void> => {
    setBusy('verify');
    const started = await api.call('audit.verify', {});
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(null);
    await status.refetch();
    if (!ended.ok) return fail(ended.error);
    const { entries, head, badSeq } = ended.value as AuditVerdict;
    if (badSeq === null) showToast({ kind: 'success', text: t('privacy.audit.whole', { count: entries }), detail: t('privacy.audit.head', { head }), lastsMs: 10_000 });
    else showToast({ kind: 'error', text: t('privacy.audit.broken', { seq: badSeq }) });
  };
  const save = async (): Promise<void> => {
    const target = await saveTarget(`${t('privacy.audit.fileName', { date: fileDate() })}.csv`);
    if (!target.ok) return fail(target.error);
    if (target.value === null) return;
    setBusy('export');
    const started = await api.call('audit.export', { file: target.value.token, query, language });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(null);
    if (!ended.ok) return fail(ended.error);
    await deliver(target.value);
    showToast({ kind: 'success', text: t('privacy.audit.exported', { name: target.value.name }) });
  };
  const last = status.data?.verified ?? null;
  const ago = last === null ? '' : formatRelative(last.at, language);
  const said = last === null ? t('privacy.audit.neverVerified') : last.badSeq === null ? t('privacy.audit.verified', { when: ago }) : t('privacy.audit.broken', { seq: last.badSeq });
  return (
    <>
      <span className={last !== null && last.badSeq !== null ? 'audit-bad' : 'quiet'} role="status">
        {said}
      </span>
      <Button loading={busy === 'verify'} onClick={() => void verify()}>
        {t('privacy.audit.verify')}
      </Button>
      <Button loading={busy === 'export'} onClick={() => void save()}>
        {t('privacy.audit.export')}
      </Button>
    </>
  );
}
