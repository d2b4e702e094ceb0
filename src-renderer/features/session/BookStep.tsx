import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { bookKindSchema, presetSchema } from '../../../shared/modules/words.ts';
import { useT } from '../../lib/i18n.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Field } from '../../ui/Field.tsx';
import type { BookDraft } from './first-run-state.ts';
import { StepHead } from './StepHead.tsx';

/** Name, whom it is about, line of business. Only the name is asked for; the rest is chosen already. */
export function BookStep(props: { readonly draft: BookDraft; readonly onBack: () => void; readonly onNext: (draft: BookDraft) => void }) {
  const t = useT();
  const [draft, setDraft] = useState(props.draft);
  const [tried, setTried] = useState(false);
  const missing = draft.name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing) props.onNext({ ...draft, name: draft.name.trim() });
  };
  return (
    <form className="entrance-form" onSubmit={submit} noValidate>
      <StepHead step="book" title={t('session.book.title')} />
      <Field
        label={t('session.book.name')}
        hint={t('session.book.nameHint')}
        error={tried && missing ? t('session.book.nameMissing') : undefined}
        required
      >
        <Input
          size="large"
          autoFocus
          maxLength={80}
          value={draft.name}
          placeholder={t('session.book.namePlaceholder')}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
      </Field>
      <ChoiceCards
        name="kind"
        legend={t('session.book.kind')}
        value={draft.kind}
        options={bookKindSchema.options.map((value) => ({
          value,
          label: t(`session.book.kinds.${value}`),
          hint: t(`session.book.kindHints.${value}`),
        }))}
        onChange={(kind) => setDraft({ ...draft, kind })}
      />
      <ChoiceCards
        name="preset"
        legend={t('session.book.preset')}
        hint={t('session.book.presetHint')}
        value={draft.preset}
        options={presetSchema.options.map((value) => ({
          value,
          label: t(`session.book.presets.${value}`),
          hint: t(`session.book.presetHints.${value}`),
        }))}
        onChange={(preset) => setDraft({ ...draft, preset })}
      />
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack}>
          {t('ui.actions.back')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" className="push">
          {t('ui.actions.next')}
        </Button>
      </div>
    </form>
  );
}
