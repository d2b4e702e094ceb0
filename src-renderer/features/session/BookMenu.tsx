import { DownOutlined } from '@ant-design/icons';
import { Dropdown, type MenuProps } from 'antd';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { lockNow, switchBook, useBook } from '../../lib/session.ts';
import { Mark } from '../../ui/pictures.tsx';

/** Who is in, where a book has several people: name and role. */
function useWho(): string | null {
  const t = useT();
  const book = useBook();
  if (!book || (book.people === 0 && book.person.id === 0)) return null;
  return book.person.id === 0 ? t('people.roles.owner.name') : `${book.person.name} · ${t(`people.roles.${book.person.role}.name`)}`;
}

/** The open book's name; behind it the other books of this computer. Choosing one locks this book and asks for that one's passphrase. */
export function BookMenu() {
  const t = useT();
  const book = useBook();
  const books = useApiQuery('books.list', {});
  const who = useWho();
  const others = (books.data?.books ?? []).filter((one) => one.ref !== book?.ref && !one.sample);
  const items: MenuProps['items'] = [
    ...others.map((one) => ({ key: one.ref, label: one.missing ? t('session.menu.missing', { name: one.name }) : t('session.menu.switch', { name: one.name }), disabled: one.missing, onClick: () => void switchBook(one.ref) })),
    ...(others.length > 0 ? [{ type: 'divider' as const }] : []),
    { key: 'more', label: t('session.menu.more'), onClick: () => void lockNow() },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <button type="button" className="sidebar-book" title={book?.name} aria-haspopup="menu" aria-label={t('session.menu.label', { name: [book?.name, who].filter((text) => text !== null).join(' ') })}>
        <Mark size={24} />
        <span className="sidebar-word sidebar-whose">
          <strong>{book?.name}</strong> {who !== null && <small>{who}</small>}
        </span>
        <DownOutlined className="sidebar-word" aria-hidden />
      </button>
    </Dropdown>
  );
}
