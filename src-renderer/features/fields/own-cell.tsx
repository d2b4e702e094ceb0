import type { ReactNode } from 'react';
import type { CustomField } from '../../../shared/modules/custom-fields.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { Language } from '../../../shared/modules/words.ts';
import type { Translate } from '../../lib/i18n.ts';
import { Closed, isClosed } from './ClosedField.tsx';
import { LinkName } from './LinkInput.tsx';
import { customText, faultOf, faultText } from '../common/field-values.ts';

/** A custom value in a cell of the list; what a formula could not compute is said in the cell. */
export function ownCell(field: CustomField, row: Customer, context: { readonly t: Translate; readonly language: Language; readonly mark: (text: string) => ReactNode }): ReactNode {
  const value = row.custom[String(field.id)] ?? null;
  if (value === null) return field.broken ? <span className="cell-fault">{context.t('customFields.broken')}</span> : null;
  if (isClosed(value)) return <Closed />;
  const fault = faultOf(value);
  if (fault !== null) return <span className="cell-fault">{faultText(context.t, fault)}</span>;
  if (field.kind === 'link') return <LinkName id={Number(value)} />;
  const text = customText(context, field, value);
  if (field.kind === 'rating') {
    return (
      <span className="cell-stars">
        <span aria-hidden="true">{text}</span>
        <span className="sr-only">{context.t('customFields.stars', { count: Number(value) })}</span>
      </span>
    );
  }
  return field.kind === 'longText' ? context.mark(text.replace(/\s+/g, ' ')) : field.kind === 'text' || field.kind === 'phone' || field.kind === 'url' ? context.mark(text) : text;
}
