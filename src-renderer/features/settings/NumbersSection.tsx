import { keepPreviousData } from '@tanstack/react-query';
import { Button, Input, Switch } from 'antd';
import { useDeferredValue } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { useBulkOutcome } from '../bulk/bulk-outcome.ts';
import { useSavedText } from '../../ui/use-saved-text.ts';
import { Deed, Section } from './Section.tsx';

/** Numbers customers get by themselves: whether, of which form, and for those who have none yet. */
export function NumbersSection() {
  const t = useT();
  const { data, error, isPending, refetch } = useApiQuery('numbering.get', {}, { staleTime: 0 });
  return (
    <Section part="numbers" about={t('settings.numbers.about')}>
      {isPending && <Loading rows={3} />}
      {error !== null && <ErrorNote error={toAppError(error)} />}
      {data !== undefined && <Fields numbers={data} onSaved={() => void refetch()} />}
    </Section>
  );
}

function Fields({ numbers, onSaved }: { readonly numbers: Output<'numbering.get'>; readonly onSaved: () => void }) {
  const t = useT();
  const outcome = useBulkOutcome();
  const save = async (values: { readonly on?: boolean; readonly pattern?: string }): Promise<void> => {
    const reply = await api.call('numbering.set', values);
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
    onSaved();
  };
  const fill = async (): Promise<void> => {
    await outcome(await api.call('numbering.fill', {}), (count) => t('settings.numbers.filled', { count }));
    onSaved();
  };
  return (
    <>
      <Deed title={t('settings.numbers.on')} hint={t('settings.numbers.onHint')}>
        <Switch checked={numbers.on} aria-label={t('settings.numbers.on')} onChange={(on) => void save({ on })} />
      </Deed>
      <PatternField saved={numbers.pattern} onSave={(pattern) => void save({ pattern })} />
      <Deed title={t('settings.numbers.fill')} hint={numbers.without === 0 ? t('settings.numbers.none') : t('settings.numbers.without', { count: numbers.without })}>
        <Button disabled={numbers.without === 0} onClick={() => void fill()}>
          {t('settings.numbers.fillButton')}
        </Button>
      </Deed>
    </>
  );
}

/** Below it the next number, while the form is typed too. */
function PatternField({ saved, onSave }: { readonly saved: string; readonly onSave: (pattern: string) => void }) {
  const t = useT();
  const { shown, field } = useSavedText(saved, onSave);
  const asked = useDeferredValue(shown.trim());
  const { data, error } = useApiQuery('numbering.get', { pattern: asked === '' ? saved : asked }, { placeholderData: keepPreviousData, retry: false, staleTime: 0 });
  const isBad = shown.trim() === '' || error !== null;
  return (
    <Field
      label={t('settings.numbers.pattern')}
      hint={t('settings.numbers.next', { number: data?.next ?? '' })}
      error={isBad ? t('settings.numbers.badPattern') : undefined}
    >
      <Input maxLength={40} spellCheck={false} {...field(isBad)} />
    </Field>
  );
}
