import { Button } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { joinName } from '../../../../shared/kernel/person-name.ts';
import { useT } from '../../../lib/i18n.ts';
import { useKeptForm } from '../../../lib/kept-forms.ts';
import type { FieldSaver } from '../../common/use-save-field.ts';
import { TextField } from './TextField.tsx';

interface Props {
  readonly customer: Customer;
  readonly saver: FieldSaver;
}

/** Behind the name, for whom it matters: how it sounds, and 姓 and 名 apart. Open at once where a text of theirs waits to be put back. */
export function NameParts(field: Props) {
  const t = useT();
  const { customer } = field;
  const [isOpen, setOpen] = useState(false);
  const kept = [useKeptForm('customer.edit', `${customer.id}:familyName`), useKeptForm('customer.edit', `${customer.id}:givenName`), useKeptForm('customer.edit', `${customer.id}:pinyin`)];
  const isShown = isOpen || kept.some((text) => typeof text === 'string');
  const hasParts = customer.kind !== 'company' || customer.familyName !== null || customer.givenName !== null;
  return (
    <>
      <button type="button" className="record-fold name-more" aria-expanded={isShown} onClick={() => setOpen(!isShown)}>
        {t(hasParts ? 'profile.name.more' : 'profile.name.sound')}
      </button>
      {isShown && (
        <div className="name-parts">
          {hasParts && (
            <div className="record-pair">
              <TextField {...field} field="familyName" />
              <TextField {...field} field="givenName" />
            </div>
          )}
          {hasParts && <Joined {...field} />}
          <TextField {...field} field="pinyin" />
        </div>
      )}
    </>
  );
}

/** Both parts make another name than the one there: offered, never done by itself. */
function Joined({ customer, saver }: Props) {
  const t = useT();
  const { familyName, givenName } = customer;
  if (familyName === null || givenName === null) return null;
  const name = joinName(familyName, givenName);
  if (name === customer.name) return null;
  return (
    <p className="name-joined quiet">
      {t('profile.name.joined', { name })}
      <Button type="link" size="small" onClick={() => void saver.save('name', { name })}>
        {t('profile.name.use')}
      </Button>
    </p>
  );
}
