import { PhoneOutlined, WechatOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { formatPhone } from '../../../lib/format.ts';
import { useT } from '../../../lib/i18n.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Note } from '../../../ui/States.tsx';
import { useCopy } from './use-copy.ts';

/** Who this is, and the two things most often needed: the phone and the 微信, to be copied. `children` are the buttons at the right. */
export function RecordHead({ customer, children }: { readonly customer: Customer; readonly children: ReactNode }) {
  const t = useT();
  const copy = useCopy();
  const phone = customer.phones[0]?.value;
  const wechat = customer.wechats[0]?.value;
  const under = [customer.kind === 'company' ? t('fields.kind.company') : customer.company, customer.title, customer.grade].filter((text) => text !== null && text !== '');
  return (
    <>
      <div className="record-head">
        <Avatar name={customer.name} size="large" />
        <div className="record-who">
          <h1 tabIndex={-1}>{customer.name}</h1>
          {under.length > 0 && <p className="quiet">{under.join(' · ')}</p>}
          <div className="record-quick">
            {phone !== undefined && (
              <Button size="small" icon={<PhoneOutlined aria-hidden="true" />} className="tabular" title={t('profile.copyPhone')} onClick={() => void copy(phone)}>
                {formatPhone(phone)}
              </Button>
            )}
            {wechat !== undefined && (
              <Button size="small" icon={<WechatOutlined aria-hidden="true" />} title={t('profile.copyWechat')} onClick={() => void copy(wechat)}>
                {wechat}
              </Button>
            )}
          </div>
        </div>
        <div className="record-buttons">{children}</div>
      </div>
      {customer.deletedAt !== null && (
        <Note kind="warning" action={<Button onClick={() => void api.call('customers.restore', { selection: { ids: [customer.id] } })}>{t('profile.restore')}</Button>}>
          {t('profile.inBin')}
        </Note>
      )}
    </>
  );
}
