import { useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { StrengthMeter } from '../../ui/StrengthMeter.tsx';

export interface PassphraseDraft {
  readonly text: string;
  readonly repeat: string;
}
export const NEW_PASSPHRASE: PassphraseDraft = { text: '', repeat: '' };

/** A new passphrase, twice, with how strong it is. */
export function NewPassphrase(props: { readonly label: string; readonly hint?: string; readonly draft: PassphraseDraft; readonly disabled: boolean; readonly onChange: (draft: PassphraseDraft) => void }) {
  const t = useT();
  const name = useBook()?.name ?? '';
  const { text, repeat } = props.draft;
  const different = repeat !== '' && repeat !== text && repeat.length >= text.length;
  return (
    <>
      <Field label={props.label} hint={props.hint}>
        <PassphraseInput value={text} isNew disabled={props.disabled} onChange={(next) => props.onChange({ text: next, repeat })} />
      </Field>
      <StrengthMeter text={text} names={[name]} />
      <Field label={t('session.passphrase.repeat')} error={different ? t('session.passphrase.mismatch') : undefined}>
        <PassphraseInput value={repeat} isNew disabled={props.disabled} onChange={(next) => props.onChange({ text, repeat: next })} />
      </Field>
    </>
  );
}
