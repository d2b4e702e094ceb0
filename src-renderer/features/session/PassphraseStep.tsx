import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { judgePassphrase } from '../../../shared/kernel/passphrase.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { currentLanguage, useT } from '../../lib/i18n.ts';
import { refreshSession, useGate } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { StrengthMeter } from '../../ui/StrengthMeter.tsx';
import type { BookDraft } from './first-run-state.ts';
import { StepHead } from './StepHead.tsx';

/** Sets the passphrase and makes the book; hands on the recovery code, which the core tells only this once. */
export function PassphraseStep(props: { readonly draft: BookDraft; readonly onBack: () => void; readonly onMade: (code: string) => void }) {
  const t = useT();
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const verdict = judgePassphrase(passphrase, [props.draft.name]);
  const problem = passphrase === '' ? t('session.passphrase.missing') : verdict.accepted ? undefined : t(`session.passphrase.reasons.${verdict.reasons[0] ?? 'tooSimple'}`);
  const different = repeat !== passphrase;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined || different || busy) return;
    setBusy(true);
    // Set before the book is open: the gate must not let the window in past the recovery code.
    useGate.setState({ making: true });
    const reply = await api.call('books.create', { ...props.draft, language: currentLanguage(), passphrase });
    setBusy(false);
    if (!reply.ok) {
      useGate.setState({ making: false });
      setError(reply.error);
      return;
    }
    props.onMade(reply.value.recoveryCode);
    await refreshSession();
  };
  return (
    <form className="entrance-form" onSubmit={(event) => void submit(event)} noValidate>
      <StepHead step="passphrase" title={t('session.passphrase.title')} intro={t('session.passphrase.intro')} />
      <Field label={t('session.passphrase.label')} error={tried ? problem : undefined} required>
        <PassphraseInput value={passphrase} onChange={setPassphrase} autoFocus isNew disabled={busy} />
      </Field>
      <StrengthMeter text={passphrase} names={[props.draft.name]} />
      <Field
        label={t('session.passphrase.repeat')}
        error={different && (tried || repeat.length >= passphrase.length) && repeat !== '' ? t('session.passphrase.mismatch') : undefined}
        required
      >
        <PassphraseInput value={repeat} onChange={setRepeat} isNew disabled={busy} />
      </Field>
      <p className="kindly">{t('session.passphrase.kindly')}</p>
      {error !== null && <ErrorNote error={error} />}
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack} disabled={busy}>
          {t('ui.actions.back')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={busy} className="push">
          {t(busy ? 'session.passphrase.creating' : 'session.passphrase.create')}
        </Button>
      </div>
    </form>
  );
}
