import { Button } from 'antd';
import { useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';

export interface Proof {
  readonly by: 'passphrase' | 'recovery';
  readonly text: string;
}

/** The secret as the contract takes it. */
export function proofSecret(proof: Proof): { type: 'passphrase'; passphrase: string } | { type: 'recovery'; code: string } {
  return proof.by === 'passphrase' ? { type: 'passphrase', passphrase: proof.text } : { type: 'recovery', code: proof.text };
}

/** Shows that it is the owner who asks: by the passphrase or, when that is forgotten, by the recovery code. */
export function ProofField(props: { readonly proof: Proof; readonly onChange: (proof: Proof) => void; readonly disabled: boolean }) {
  const t = useT();
  const { by, text } = props.proof;
  // The recovery code is the owner's who made the book.
  const canRecover = useBook()?.person.id === 0;
  const other = by === 'passphrase' ? 'recovery' : 'passphrase';
  return (
    <>
      <Field label={t(by === 'passphrase' ? 'settings.security.current' : 'settings.security.currentRecovery')}>
        <PassphraseInput key={by} value={text} autoFocus disabled={props.disabled} onChange={(next) => props.onChange({ by, text: next })} />
      </Field>
      {canRecover && (
        <Button type="link" style={{ alignSelf: 'flex-start', paddingInline: 0 }} onClick={() => props.onChange({ by: other, text: '' })}>
          {t(by === 'passphrase' ? 'session.lock.useRecovery' : 'session.lock.usePassphrase')}
        </Button>
      )}
    </>
  );
}
