import { PhoneOutlined, StarFilled, StarOutlined, WechatOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import type { Portrait } from '../../../../shared/modules/timeline.ts';
import { api, useApiQuery } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { formatPhone } from '../../../lib/format.ts';
import { useT } from '../../../lib/i18n.ts';
import { isMasked, May, useMay, useRights } from '../../../lib/may.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { QuietChip } from '../../../ui/QuietChip.tsx';
import { Note } from '../../../ui/States.tsx';
import { TagChip } from '../../../ui/TagChip.tsx';
import { PortraitFacts } from '../profile/PortraitFacts.tsx';
import { StandingChips } from '../../lifecycle/StandingChips.tsx';
import { useCopy } from '../../common/use-copy.ts';
import { openContacts, useWhole } from './whole-contacts.ts';
import { useTags } from '../../common/use-choices.ts';

/** Who this is at a glance: name, grade, tags, whether to disturb them, how to reach them, and the facts that matter today. `children` are the buttons at the right. */
export function RecordHead({ customer: seen, children }: { readonly customer: Customer; readonly children: ReactNode }) {
  const t = useT();
  const { customer } = useWhole(seen);
  const mayRestore = useMay('customers.restore');
  const portrait = useApiQuery('portrait.get', { id: customer.id }, { placeholderData: (before) => (before?.customer.id === customer.id ? before : undefined) });
  return (
    <>
      <div className="record-head">
        <Avatar name={customer.name} size="large" />
        <div className="record-who">
          <div className="record-name">
            <h1 tabIndex={-1}>{customer.name}</h1>
            <May call="customers.update">
              <Star customer={customer} />
            </May>
            {customer.doNotContact !== null && <QuietChip kind={customer.doNotContact} />}
          </div>
          <Under customer={customer} portrait={portrait.data} />
          <Tags customer={customer} />
        </div>
        <div className="record-buttons">{children}</div>
      </div>
      {customer.deletedAt !== null && (
        <Note kind="warning" action={mayRestore && <Button onClick={() => void api.call('customers.restore', { selection: { ids: [customer.id] } })}>{t('profile.restore')}</Button>}>
          {t('profile.inBin')}
        </Note>
      )}
      <PortraitFacts customer={customer} portrait={portrait.data} />
    </>
  );
}

function Star({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const isStarred = customer.starred !== null;
  const toggle = async (): Promise<void> => {
    const reply = await api.call('customers.update', { id: customer.id, patch: { starred: isStarred ? null : 'yes' } });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const icon = isStarred ? <StarFilled className="star-on" aria-hidden="true" /> : <StarOutlined aria-hidden="true" />;
  return <IconButton size="small" pressed={isStarred} icon={icon} label={t(isStarred ? 'portrait.unstar' : 'portrait.star')} onClick={() => void toggle()} />;
}

/** Company, post, grade; then the phone and the 微信, to be copied. A company that is a customer too is a way there. */
function Under({ customer, portrait }: { readonly customer: Customer; readonly portrait: Portrait | undefined }) {
  const t = useT();
  const copy = useCopy();
  const veiled = !useRights().seePhones;
  // What is shown in part is opened first, then copied.
  const press = (title: 'profile.copyPhone' | 'profile.copyWechat', value: string) =>
    veiled && isMasked(value) ? { title: t('people.contacts.open'), onClick: () => void openContacts(t, customer) } : { title: t(title), onClick: () => void copy(value) };
  const phone = customer.phones[0]?.value;
  const wechat = customer.wechats[0]?.value;
  const employer = portrait?.related.find((one) => one.kind === 'employer');
  const rest = [employer ? null : customer.kind === 'company' ? t('fields.kind.company') : customer.company, employer?.role ?? customer.title].filter((text) => text !== null && text !== '');
  return (
    <div className="record-quick">
      {employer && (
        <Link to="/customers/$id" params={{ id: employer.other.id }}>
          {employer.other.name}
        </Link>
      )}
      {rest.length > 0 && <span className="quiet">{rest.join(' · ')}</span>}
      {phone !== undefined && (
        <Button size="small" icon={<PhoneOutlined aria-hidden="true" />} className="tabular private" {...press('profile.copyPhone', phone)}>
          {formatPhone(phone)}
        </Button>
      )}
      {wechat !== undefined && (
        <Button size="small" icon={<WechatOutlined aria-hidden="true" />} {...press('profile.copyWechat', wechat)}>
          {wechat}
        </Button>
      )}
    </div>
  );
}

const FEW_TAGS = 12;

/** Many tags are shown when asked for: they would push everything else down. */
function Tags({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const { byId } = useTags();
  const [isWhole, setWhole] = useState(false);
  const tags = customer.tags.flatMap((id) => byId.get(id) ?? []);
  const hidden = tags.length > FEW_TAGS + 1 ? tags.length - FEW_TAGS : 0;
  return (
    <div className="record-tags">
      <StandingChips customer={customer} />
      {tags.slice(0, hidden > 0 && !isWhole ? FEW_TAGS : undefined).map((tag) => (
        <TagChip key={tag.id} name={tag.name} color={tag.color} />
      ))}
      {hidden > 0 && (
        <Button type="link" size="small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('profile.tags.fewer') : t('profile.tags.more', { count: hidden })}
        </Button>
      )}
    </div>
  );
}
