import { CloseOutlined, EnterOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';

/** Points to another customer: found by name, sound or phone; opened by its button. */
export function LinkInput(props: {
  readonly id?: string;
  readonly label: string;
  readonly value: number | null;
  readonly except: readonly number[];
  readonly onSave: (id: number | null) => void;
}) {
  const t = useT();
  const navigate = useNavigate();
  const { linked, name } = useLinked(props.value);
  if (props.value === null) {
    return <CustomerPick {...(props.id !== undefined && { id: props.id })} value={null} label={props.label} placeholder={t('customFields.linkPlaceholder')} except={props.except} onPick={(one) => props.onSave(one.id)} />;
  }
  const { value } = props;
  return (
    <span className="own-link" id={props.id}>
      <span>{name}</span>
      {linked.data && <IconButton size="small" icon={<EnterOutlined aria-hidden="true" />} label={t('customFields.openLinked', { name })} onClick={() => void navigate({ to: '/customers/$id', params: { id: value } })} />}
      <IconButton size="small" icon={<CloseOutlined aria-hidden="true" />} label={t('customFields.unlink', { name })} onClick={() => props.onSave(null)} />
    </span>
  );
}

/** The name of a customer a field points to. */
export function LinkName({ id }: { readonly id: number }) {
  return useLinked(id).name;
}

function useLinked(id: number | null) {
  const t = useT();
  const linked = useApiQuery('customers.get', { id: id ?? 1 }, { enabled: id !== null });
  return { linked, name: linked.data?.name ?? (linked.isError ? t('customFields.linkGone') : '…') };
}
