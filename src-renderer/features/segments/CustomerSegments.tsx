import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useListMembers } from './use-lists.ts';
import { useSegments } from './use-segments.ts';
import './segments.css';

/** The segments a customer is in now, as chips that lead to them; fixed lists can be joined and left here. */
export function CustomerSegments({ customerId }: { readonly customerId: number }) {
  const t = useT();
  const mine = useApiQuery('segments.of', { customerId }).data?.segments;
  const { segments } = useSegments();
  const change = useListMembers();
  if (mine === undefined || segments.length === 0) return null;
  const open = segments.filter((one) => one.kind === 'fixed' && !mine.some(({ id }) => id === one.id));
  const selection = { ids: [customerId] };
  return (
    <section className="customer-segments" aria-label={t('segments.profile.title')}>
      <h3>{t('segments.profile.title')}</h3>
      <ul>
        {mine.length === 0 && <li className="quiet">{t('segments.profile.none')}</li>}
        {mine.map((one) => (
          <li key={one.id} className={`segment-chip is-${one.kind}`}>
            <Link to="/customers" search={{ segment: one.id }}>
              {one.name}
            </Link>
            {one.kind === 'fixed' && (
              <button type="button" aria-label={t('segments.profile.leave', { name: one.name })} onClick={() => void change(one, selection, true)}>
                <CloseOutlined aria-hidden />
              </button>
            )}
          </li>
        ))}
        {open.length > 0 && (
          <li>
            <Dropdown trigger={['click']} menu={{ items: open.map((one) => ({ key: one.id, label: one.name, onClick: () => void change(one, selection, false) })) }}>
              <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-haspopup="menu">
                {t('segments.profile.add')}
              </Button>
            </Dropdown>
          </li>
        )}
      </ul>
    </section>
  );
}
