import { DeleteOutlined, ImportOutlined, LockOutlined, SettingOutlined, TeamOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import { lockNow, useBook } from '../../lib/session.ts';

/** Where one can go, in the order of a working day; at the foot what is needed seldom. */
export function Sidebar() {
  const t = useT();
  const book = useBook();
  return (
    <nav className="sidebar" aria-label={t('ui.nav.label')}>
      <div className="sidebar-book">{book?.name}</div>
      <ul>
        <Item to="/customers" icon={<TeamOutlined />} label={t('ui.nav.customers')} />
        <Item to="/bin" icon={<DeleteOutlined />} label={t('ui.nav.bin')} />
      </ul>
      <ul className="sidebar-foot">
        <Item to="/transfer" icon={<ImportOutlined />} label={t('ui.nav.transfer')} />
        <Item to="/settings" icon={<SettingOutlined />} label={t('ui.nav.settings')} />
        <li>
          <button type="button" className="sidebar-item" onClick={() => void lockNow()}>
            <LockOutlined />
            <span>{t('ui.nav.lock')}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}

function Item(props: { readonly to: '/customers' | '/bin' | '/transfer' | '/settings'; readonly icon: ReactNode; readonly label: string }) {
  return (
    <li>
      <Link to={props.to} className="sidebar-item" activeProps={{ 'aria-current': 'page' }} title={props.label}>
        {props.icon}
        <span>{props.label}</span>
      </Link>
    </li>
  );
}
