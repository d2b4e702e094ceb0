import { api } from '../../lib/api.ts';
import { lockNow, switchBook, useBook } from '../../lib/session.ts';

/** Goes to the entrance with the book chosen that was open before this one; with the only book there is, just locks. */
export function useChangeBook(): () => Promise<void> {
  const own = useBook()?.ref;
  return async () => {
    const reply = await api.call('books.list', {});
    const other = reply.ok ? reply.value.books.find((book) => book.ref !== own && !book.missing && !book.sample) : undefined;
    await (other ? switchBook(other.ref) : lockNow());
  };
}
