import { Button, Input } from 'antd';
import type { FormEvent } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useConfirmRecovery } from '../../lib/use-confirm-recovery.ts';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { StepHead } from './StepHead.tsx';

/** Asks for one group of the code, to be sure that it was really kept. It can be put off; the book then keeps a reminder. */
export function ConfirmStep(props: { readonly group: number; readonly isFirst?: boolean; readonly onBack: () => void; readonly onDone: () => void }) {
  const t = useT();
  const confirm = useConfirmRecovery(props.group, props.onDone);
  const n = props.group + 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm.submit();
  };
  return (
    <form className="entrance-form" onSubmit={submit} noValidate>
      <StepHead {...(props.isFirst !== false && { step: 'confirm' as const })} title={t('session.confirm.title')} intro={t('session.confirm.intro', { n })} />
      <Field label={t('session.confirm.label', { n })} error={confirm.wrong ? t('session.confirm.wrong', { n }) : undefined} required>
        <Input
          size="large"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={16}
          value={confirm.text}
          className="code-input"
          onChange={(event) => confirm.setText(event.target.value)}
        />
      </Field>
      {confirm.error !== null && <ErrorNote error={confirm.error} />}
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack}>
          {t('session.confirm.back')}
        </Button>
        <Button type="link" className="push" onClick={props.onDone}>
          {t('session.confirm.later')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" disabled={confirm.text.trim() === ''}>
          {t(props.isFirst === false ? 'session.confirm.finishAgain' : 'session.confirm.finish')}
        </Button>
      </div>
    </form>
  );
}
