import { Button } from 'antd';
import { useState } from 'react';
import { gradePreviewSchema, type GradePreview as Preview, type GradeRules } from '../../../shared/modules/lifecycle.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { ErrorNote } from '../../ui/States.tsx';
import { Movers } from './Movers.tsx';

interface PreviewProps {
  readonly rules: GradeRules;
  readonly isChanged: boolean;
  readonly isReady: boolean;
  readonly onSaved: () => Promise<void>;
}

interface Counted {
  /** The rules it was counted for: any change makes it old. */
  readonly of: string;
  readonly preview: Preview;
}

/** First how many move from which grade to which, then the deed itself. */
export function GradePreview({ rules, isChanged, isReady, onSaved }: PreviewProps) {
  const t = useT();
  const undoToast = useUndoToast();
  const [counted, setCounted] = useState<Counted | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState<'count' | 'apply' | null>(null);
  const of = JSON.stringify(rules);
  const run = async (method: 'grades.preview' | 'grades.apply'): Promise<unknown> => {
    setError(null);
    const started = await api.call(method, { rules });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(null);
    if (ended.ok) return ended.value;
    setError(ended.error);
    return null;
  };
  const count = async (): Promise<void> => {
    setBusy('count');
    const preview = gradePreviewSchema.safeParse(await run('grades.preview'));
    if (preview.success) setCounted({ of, preview: preview.data });
  };
  const apply = async (): Promise<void> => {
    setBusy('apply');
    const done = (await run('grades.apply')) as { readonly count: number; readonly actionId: number } | null;
    if (done === null) return;
    undoToast(t('lifecycle.settings.applied', { count: done.count }), done.actionId);
    await onSaved();
  };
  const shown = counted?.of === of ? counted.preview : null;
  return (
    <div className="grade-preview">
      <div className="why-deeds">
        <Button loading={busy === 'count'} disabled={!isReady || busy !== null} onClick={() => void count()}>
          {t('lifecycle.settings.preview')}
        </Button>
        <Button type="primary" loading={busy === 'apply'} disabled={!isReady || busy !== null || !isChanged || shown === null} onClick={() => void apply()}>
          {t('lifecycle.settings.apply')}
        </Button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      <div role="status">{busy === 'count' ? t('lifecycle.settings.counting') : shown && <Outcome preview={shown} />}</div>
    </div>
  );
}

function Outcome({ preview }: { readonly preview: Preview }) {
  const t = useT();
  const language = useLanguage();
  const name = (grade: string | null): string => grade ?? t('lifecycle.noGrade');
  return (
    <section aria-label={t('lifecycle.settings.previewTitle')}>
      <h3>{preview.moving === 0 ? t('lifecycle.settings.nobody') : t('lifecycle.settings.moving', { count: preview.moving })}</h3>
      <table className="moves-table grade-counts tabular">
        <thead>
          <tr>
            <th scope="col">{t('lifecycle.settings.grade')}</th>
            <th scope="col">{t('lifecycle.settings.before')}</th>
            <th scope="col">{t('lifecycle.settings.after')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.grades.map(({ grade, before, after }) => (
            <tr key={name(grade)}>
              <td>{name(grade)}</td>
              <td>{formatNumber(before, language)}</td>
              <td>{formatNumber(after, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Movers title={t('lifecycle.settings.movers')} moving={preview.moving} movers={preview.movers} nameOf={name} />
    </section>
  );
}
