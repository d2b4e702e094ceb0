import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { FESTIVALS, type Festival } from '../../../shared/kernel/festivals.ts';
import { MERGE_FIELDS } from '../../../shared/kernel/merge-text.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { occasionSchema, type Greeting, type Occasion } from '../../../shared/modules/greetings.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { MergedText } from '../common/MergedText.tsx';
import { MessageField, TASK_FIELDS } from '../common/MessageField.tsx';
import './greetings.css';

/** Makes a text or changes one; below it stands what a real customer would get. */
export function GreetingForm({ greeting, onClose }: { readonly greeting: Greeting | null; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [name, setName] = useState(greeting?.name ?? '');
  const [occasion, setOccasion] = useState<Occasion>(greeting?.occasion ?? 'birthday');
  const [festival, setFestival] = useState<Festival | null>(greeting?.festival ?? null);
  const [body, setBody] = useState(greeting?.body ?? '');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const save = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || body.trim() === '') return;
    const said = { name: name.trim(), occasion, festival: occasion === 'festival' ? festival : null, body: body.trim() };
    const reply = greeting ? await api.call('greetings.update', { id: greeting.id, patch: said }) : await api.call('greetings.create', said);
    if (!reply.ok) return setError(reply.error);
    onClose();
    undoToast(t(greeting ? 'greetings.saved' : 'greetings.created', { name: said.name }), reply.actionId);
  };
  return (
    <Dialog open title={t(greeting ? 'greetings.edit' : 'greetings.add')} width={680} onOk={() => void save()} onClose={onClose}>
      <div className="greeting-form">
        <Field label={t('greetings.name')} required error={tried && name.trim() === '' ? t('greetings.nameNeeded') : undefined}>
          <Input autoFocus={greeting === null} value={name} maxLength={80} placeholder={t('greetings.namePlaceholder')} onChange={(event) => setName(event.target.value)} />
        </Field>
        <div className="greeting-when">
          <Field label={t('greetings.occasion')}>
            <Select<Occasion> value={occasion} options={occasionSchema.options.map((value) => ({ value, label: t(`greetings.occasions.${value}`) }))} onChange={setOccasion} />
          </Field>
          {occasion === 'festival' && (
            <Field label={t('greetings.festival')}>
              <Select<Festival | ''>
                value={festival ?? ''}
                options={[{ value: '' as const, label: t('greetings.anyFestival') }, ...FESTIVALS.map((value) => ({ value, label: t(`calendar.festival.${value}`) }))]}
                onChange={(value) => setFestival(value === '' ? null : value)}
              />
            </Field>
          )}
        </div>
        <MessageField
          label={t('greetings.body')}
          required
          rows={5}
          value={body}
          fields={occasion === 'festival' ? MERGE_FIELDS : TASK_FIELDS}
          error={tried && body.trim() === '' ? t('greetings.bodyNeeded') : undefined}
          onChange={setBody}
        />
        <Sample body={body} festival={occasion === 'festival' ? (festival ?? 'chunjie') : null} />
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}

const TRIED = 20;

/** What one customer of the book would get; another one by a press. */
function Sample({ body, festival }: { readonly body: string; readonly festival: Festival | null }) {
  const t = useT();
  const [turn, setTurn] = useState(0);
  const list = useApiQuery('customers.list', { query: { sort: { field: 'updatedAt', direction: 'desc' } }, limit: TRIED }).data;
  const one = list && list.rows[turn % Math.max(1, list.rows.length)];
  const row = useApiQuery('greetings.preview', { selection: { ids: [one?.id ?? 1] }, body, festival }, { enabled: one !== undefined, placeholderData: (before) => before }).data?.rows[0];
  if (list && list.rows.length === 0) return <p className="quiet">{t('greetings.sampleNobody')}</p>;
  if (!one || row?.customerId !== one.id || body.trim() === '') return null;
  const hasGaps = row.missing.length > 0;
  return (
    <section className="greeting-sample" aria-label={t('greetings.sample', { name: one.name })}>
      <header>
        <h3>{t('greetings.sample', { name: one.name })}</h3>
        {list.rows.length > 1 && (
          <Button size="small" type="link" onClick={() => setTurn(turn + 1)}>
            {t('greetings.sampleNext')}
          </Button>
        )}
      </header>
      <MergedText parts={row.parts} />
      {hasGaps && <p className="greet-gap-note">{t('greetings.sampleGaps')}</p>}
    </section>
  );
}
