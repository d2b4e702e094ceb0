import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import type { BookSettings } from '../../../shared/modules/system.ts';
import { bookKindSchema } from '../../../shared/modules/words.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { CURRENCIES } from '../../lib/currencies.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { useSavedText } from '../../ui/use-saved-text.ts';
import { Deed, Section } from './Section.tsx';
import { WordList } from './WordList.tsx';


/** What is kept in the book: its name, whom it is about, the lists its owner chooses from. */
export function BookSection() {
  const t = useT();
  const settings = useApiQuery('settings.get', {});
  return (
    <Section part="book" about={t('settings.book.about')}>
      {settings.isPending && <Loading rows={4} />}
      {settings.error !== null && <ErrorNote error={toAppError(settings.error)} />}
      {settings.data !== undefined && <BookFields settings={settings.data} onSaved={() => void settings.refetch()} />}
    </Section>
  );
}

function BookFields({ settings, onSaved }: { readonly settings: BookSettings; readonly onSaved: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const save = async (patch: Partial<BookSettings>) => {
    const reply = await api.call('settings.set', patch);
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
    onSaved();
    if (patch.name !== undefined) await refreshSession();
  };
  return (
    <>
      <NameField name={settings.name} onSave={(name) => void save({ name })} />
      <Field label={t('settings.book.kind')}>
        <Select
          value={settings.kind}
          options={bookKindSchema.options.map((value) => ({ value, label: t(`settings.book.kinds.${value}`) }))}
          onChange={(kind) => void save({ kind })}
          style={{ width: '14rem' }}
        />
      </Field>
      <Field label={t('settings.book.currency')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={settings.currency}
          options={CURRENCIES.map((value) => ({ value: value, label: t(`settings.book.currencies.${value}`) }))}
          onChange={(currency) => void save({ currency })}
          style={{ width: '14rem' }}
        />
      </Field>
      <WordList label={t('settings.book.sources')} words={settings.sources} onChange={(sources) => void save({ sources: [...sources] })} />
      <WordList label={t('settings.book.grades')} words={settings.grades} onChange={(grades) => void save({ grades: [...grades] })} />
      <p className="field-hint">{t('settings.book.listHint')}</p>
      <Deed title={t('lifecycle.settings.title')} hint={t('lifecycle.settings.hint')}>
        <Button onClick={() => void navigate({ to: '/settings/grades' })} aria-label={`${t('lifecycle.settings.open')}: ${t('lifecycle.settings.title')}`}>
          {t('lifecycle.settings.open')}
        </Button>
      </Deed>
      <Deed title={t('customFields.settings.title')} hint={t('customFields.settings.hint')}>
        <Button onClick={() => void navigate({ to: '/settings/fields' })}>{t('customFields.settings.open')}</Button>
      </Deed>
    </>
  );
}

function NameField({ name, onSave }: { readonly name: string; readonly onSave: (name: string) => void }) {
  const t = useT();
  const { shown, field } = useSavedText(name, onSave);
  const missing = shown.trim() === '';
  return (
    <Field label={t('settings.book.name')} error={missing ? t('settings.book.nameMissing') : undefined}>
      <Input maxLength={80} {...field(missing)} />
    </Field>
  );
}
