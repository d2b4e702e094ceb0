import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { StepHead } from './StepHead.tsx';

/** Asks for one group of the code, to be sure that it was really kept. It can be put off; the book then keeps a reminder. */
export function ConfirmStep(props: { readonly group: number; readonly onBack: () => void; readonly onDone: () => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const n = props.group + 1;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await api.call('session.confirmRecovery', { group: props.group, text });
    if (!reply.ok) return setError(reply.error);
    if (!reply.value.confirmed) return setWrong(true);
    await refreshSession();
    props.onDone();
  };
  return (
    <form className="entrance-form" onSubmit={(event) => void submit(event)} noValidate>
      <StepHead step="confirm" title={t('session.confirm.title')} intro={t('session.confirm.intro', { n })} />
      <Field label={t('session.confirm.label', { n })} error={wrong ? t('session.confirm.wrong', { n }) : undefined} required>
        <Input
          size="large"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={16}
          value={text}
          className="code-input"
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
        />
      </Field>
      {error !== null && <ErrorNote error={error} />}
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack}>
          {t('session.confirm.back')}
        </Button>
        <Button type="link" className="push" onClick={props.onDone}>
          {t('session.confirm.later')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" disabled={text.trim() === ''}>
          {t('session.confirm.finish')}
        </Button>
      </div>
    </form>
  );
}
