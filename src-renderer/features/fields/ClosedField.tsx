import { LockOutlined } from '@ant-design/icons';
import type { CustomField } from '../../../shared/modules/custom-fields.ts';
import { useT } from '../../lib/i18n.ts';
import { faultOf } from '../common/field-values.ts';

/** True for what stands in the place of a value that only the owner sees. */
export const isClosed = (value: unknown): boolean => faultOf(value) === 'ownerOnly';

/** That there is something, for whoever may not see what. */
export function Closed() {
  const t = useT();
  return (
    <span className="quiet">
      <LockOutlined aria-hidden="true" /> {t('customFields.fault.ownerOnly')}
    </span>
  );
}

/** A field of a profile whose value only the owner sees. */
export function ClosedField({ field }: { readonly field: CustomField }) {
  return (
    <div className="field" role="group" aria-label={field.label}>
      <span className="own-label">{field.label}</span>
      <output className="own-computed">
        <Closed />
      </output>
    </div>
  );
}
