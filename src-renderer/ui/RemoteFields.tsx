import { Input } from 'antd';
import { sentences } from '../lib/error-text.ts';
import { useT, type TextKey } from '../lib/i18n.ts';
import type { RemoteDraft, RemoteType } from '../lib/remote-draft.ts';
import { Field } from './Field.tsx';
import { PassphraseInput } from './PassphraseInput.tsx';

interface TextSpec {
  readonly name: Exclude<keyof RemoteDraft, 'secret'>;
  readonly label: TextKey;
  readonly hint?: TextKey;
  readonly placeholder?: string;
  readonly max: number;
  readonly required: boolean;
}

const WEBDAV: readonly TextSpec[] = [
  { name: 'url', label: 'backup.remote.url', hint: 'backup.remote.urlHint', placeholder: 'https://', max: 1024, required: true },
  { name: 'user', label: 'backup.remote.user', max: 256, required: true },
];
const S3: readonly TextSpec[] = [
  { name: 'endpoint', label: 'backup.remote.endpoint', hint: 'backup.remote.endpointHint', placeholder: 'https://', max: 1024, required: true },
  { name: 'bucket', label: 'backup.remote.bucket', max: 63, required: true },
  { name: 'region', label: 'backup.remote.region', hint: 'backup.remote.regionHint', max: 64, required: false },
  { name: 'prefix', label: 'backup.remote.prefix', hint: 'backup.remote.prefixHint', max: 512, required: false },
  { name: 'keyId', label: 'backup.remote.keyId', max: 256, required: true },
];

/** The fields by which a server is reached. `isKept`: its secret is known already and may be left empty. */
export function RemoteFields(props: {
  readonly type: RemoteType;
  readonly draft: RemoteDraft;
  readonly onChange: (draft: RemoteDraft) => void;
  readonly isKept?: boolean;
  /** To look for backups only: nothing is made there, and the secret is not stored. */
  readonly isPassing?: boolean;
  readonly disabled?: boolean;
}) {
  const t = useT();
  const { type, draft, onChange } = props;
  const secretHint = t(type === 'webdav' ? 'backup.remote.secretHint' : 'backup.remote.keyHint');
  const keeping = props.isPassing === true ? '' : t(props.isKept === true ? 'backup.remote.secretKept' : 'backup.remote.secretStays');
  return (
    <>
      {(type === 'webdav' ? WEBDAV : S3).map(({ name, label, hint, placeholder, max, required }) => (
        <Field key={name} label={t(label)} {...(hint !== undefined && { hint: t(name === 'url' && props.isPassing === true ? 'backup.remote.urlAgain' : hint) })} required={required}>
          <Input value={draft[name]} maxLength={max} placeholder={placeholder ?? ''} spellCheck={false} autoComplete="off" disabled={props.disabled ?? false} onChange={(event) => onChange({ ...draft, [name]: event.target.value })} />
        </Field>
      ))}
      <Field label={t(type === 'webdav' ? 'backup.remote.secret' : 'backup.remote.key')} hint={sentences(secretHint, keeping)} required={props.isKept !== true}>
        <PassphraseInput size="middle" value={draft.secret} onChange={(secret) => onChange({ ...draft, secret })} disabled={props.disabled ?? false} />
      </Field>
    </>
  );
}
