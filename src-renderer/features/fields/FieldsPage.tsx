import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { CustomField } from '../../../shared/modules/custom-fields.ts';
import type { Preset } from '../../../shared/modules/words.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Page } from '../../ui/Page.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { PresetMenu } from '../common/PresetMenu.tsx';
import { BuiltInRules } from './BuiltInRules.tsx';
import { ExtraColumns } from './ExtraColumns.tsx';
import { FieldDialog, type FieldEdit } from './FieldDialog.tsx';
import { FieldList } from './FieldList.tsx';
import { VerifyCycles } from './VerifyCycles.tsx';
import './fields-page.css';

/** Settings → 字段: what the book keeps of a customer beyond the built-in fields, and the rules for all of them. Every change holds at once. */
export function FieldsPage() {
  const t = useT();
  const [editing, setEditing] = useState<FieldEdit | null>(null);
  const { data, error, refetch } = useApiQuery('fields.list', {});
  return (
    <Page
      title={t('customFields.page.title')}
      width="text"
      actions={
        <>
          <PresetButton />
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setEditing({ mode: 'new' })}>
            {t('customFields.page.add')}
          </Button>
        </>
      }
    >
      <div className="fields-page">
        <section aria-label={t('customFields.page.own')}>
          <h2>{t('customFields.page.own')}</h2>
          <p className="quiet">{t('customFields.page.ownHint')}</p>
          {error !== null && <ErrorState error={toAppError(error)} onRetry={() => void refetch()} />}
          {error === null && data === undefined && <Loading rows={5} />}
          {data?.fields.length === 0 && (
            <Empty text={t('customFields.page.empty')} detail={t('customFields.page.emptyDetail')} action={<Button onClick={() => setEditing({ mode: 'new' })}>{t('customFields.page.add')}</Button>} />
          )}
          {data !== undefined && data.fields.length > 0 && <FieldList fields={data.fields} onEdit={(field: CustomField) => setEditing({ mode: 'edit', field })} />}
        </section>
        <ExtraColumns onPick={(column) => setEditing({ mode: 'extra', column })} />
        <BuiltInRules />
        <VerifyCycles />
      </div>
      {editing !== null && <FieldDialog edit={editing} fields={data?.fields ?? []} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function PresetButton() {
  const t = useT();
  const undoToast = useUndoToast();
  const add = async (preset: Preset): Promise<void> => {
    const reply = await api.call('fields.addPreset', { preset });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const { added, actionId } = reply.value;
    if (added === 0) showToast({ kind: 'info', text: t('customFields.page.presetNone') });
    else undoToast(t('customFields.page.presetAdded', { count: added }), actionId);
  };
  return <PresetMenu label={t('customFields.page.preset')} onPick={(preset) => void add(preset)} />;
}
