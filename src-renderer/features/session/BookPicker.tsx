import type { BookRef } from '../../../shared/modules/session.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import '../../ui/choice-cards.css';
import './book-picker.css';

/** The books of this computer, last opened first; one book is shown as a plain line. */
export function BookPicker(props: { readonly books: readonly BookRef[]; readonly value: string; readonly onChange: (ref: string) => void }) {
  const t = useT();
  return (
    <fieldset className="books">
      <legend className="sr-only">{t('session.lock.books')}</legend>
      {props.books.map((book) => (
        <label key={book.ref} className="card book-card">
          <input
            type="radio"
            name="book"
            value={book.ref}
            checked={book.ref === props.value}
            onChange={() => props.onChange(book.ref)}
          />
          <Avatar name={book.name} />
          <span>
            <strong>{book.name}</strong>
            <small>
              <BookState book={book} />
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function BookState({ book }: { readonly book: BookRef }) {
  const t = useT();
  const language = useLanguage();
  if (book.missing) return t('session.lock.missing');
  if (book.lastOpenedAt === null) return t('session.lock.never');
  return t('session.lock.opened', { when: formatRelative(book.lastOpenedAt, language) });
}
