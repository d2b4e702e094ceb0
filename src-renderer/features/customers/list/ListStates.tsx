import { Button } from 'antd';
import { useT } from '../../../lib/i18n.ts';
import { Empty } from '../../../ui/States.tsx';

const BOOK = (
  <svg width="96" height="72" viewBox="0 0 96 72" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
    <path d="M48 14c-7-5-17-7-32-7v50c15 0 25 2 32 7 7-5 17-7 32-7V7c-15 0-25 2-32 7Z" />
    <path d="M48 14v50M24 19c6 .3 11 1.2 16 3M24 29c6 .3 11 1.2 16 3M72 19c-6 .3-11 1.2-16 3" />
    <circle cx="66" cy="35" r="4" />
    <path d="M58 48c1-4 4-6 8-6s7 2 8 6" />
  </svg>
);
const LENS = (
  <svg width="72" height="72" viewBox="0 0 72 72" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
    <circle cx="32" cy="32" r="18" />
    <path d="m45 45 14 14M25 32h14" />
  </svg>
);

/** A book without customers: three ways to begin. */
export function EmptyBook(props: { readonly onImport: () => void; readonly onAdd: () => void; readonly onSample: (() => void) | null }) {
  const t = useT();
  return (
    <Empty
      picture={BOOK}
      text={t('customers.empty.text')}
      detail={t('customers.empty.detail')}
      action={
        <>
          <Button type="primary" onClick={props.onImport}>
            {t('customers.empty.import')}
          </Button>
          <Button onClick={props.onAdd}>{t('customers.empty.add')}</Button>
          {props.onSample !== null && (
            <Button type="link" onClick={props.onSample}>
              {t('customers.empty.sample')}
            </Button>
          )}
        </>
      }
    />
  );
}

/** Nobody found: what was asked, how else to ask it, and the way to write the person down. */
export function NoResults(props: { readonly text: string; readonly hasFilters: boolean; readonly onClearText: () => void; readonly onClearFilters: () => void; readonly onAdd: (name: string) => void }) {
  const t = useT();
  const { text } = props;
  return (
    <Empty
      picture={LENS}
      text={text === '' ? t('customers.none.filter') : t('customers.none.search', { text })}
      {...(text !== '' && { detail: t('customers.none.detail') })}
      action={
        <>
          {text !== '' && <Button onClick={props.onClearText}>{t('customers.none.clearSearch')}</Button>}
          {props.hasFilters && <Button onClick={props.onClearFilters}>{t('customers.none.clearFilter')}</Button>}
          {text !== '' && (
            <Button type="primary" onClick={() => props.onAdd(text)}>
              {t('customers.none.addThis', { text })}
            </Button>
          )}
        </>
      }
    />
  );
}
