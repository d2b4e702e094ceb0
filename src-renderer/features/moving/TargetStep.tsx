import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import type { BookRef } from '../../../shared/modules/session.ts';
import { useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { lockNow, useBook } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { BookPicker } from '../session/BookPicker.tsx';
import type { MovingAsk } from './moving-store.ts';
import type { Target } from './use-target.ts';
import { useTarget } from './use-target.ts';

interface StepProps {
  readonly ask: MovingAsk;
  readonly onOpened: (target: Target, jobId: string) => void;
}

/** Which book, and its own passphrase. */
export function TargetStep(props: StepProps) {
  const t = useT();
  const own = useBook()?.ref;
  const books = useApiQuery('books.list', {});
  if (books.error !== null) return <ErrorState error={toAppError(books.error)} onRetry={() => void books.refetch()} />;
  if (books.data === undefined) return <Loading rows={3} />;
  const { ask } = props;
  const others = books.data.books.filter((book) => book.ref !== own && !book.sample && !book.missing);
  const fitting = ask.kind === 'begin' ? others : others.filter((book) => book.ref === ask.move.ref);
  if (fitting.length > 0) return <TargetForm {...props} books={fitting} />;
  return <Empty text={t('moving.noOther')} detail={t('moving.noOtherHint')} action={<Button onClick={() => void lockNow()}>{t('moving.toEntrance')}</Button>} />;
}

function TargetForm({ ask, onOpened, books }: StepProps & { readonly books: readonly BookRef[] }) {
  const t = useT();
  const [ref, setRef] = useState(books[0]?.ref ?? '');
  const [passphrase, setPassphrase] = useState('');
  const { open, busy, error, waitSeconds, forget } = useTarget(ask, onOpened);
  const book = books.find((one) => one.ref === ref) ?? books[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (book && passphrase !== '' && !busy && waitSeconds === 0) void open({ book, secret: { type: 'passphrase', passphrase } });
  };
  const choose = (next: string) => {
    setRef(next);
    setPassphrase('');
    forget();
  };
  return (
    <form className="moving-step" onSubmit={submit} noValidate>
      <p>{t(`moving.intro.${ask.kind}`)}</p>
      <BookPicker books={books} value={book?.ref ?? ''} onChange={choose} />
      <Field key={book?.ref} label={t('moving.passphrase', { name: book?.name ?? '' })} error={error === null ? undefined : errorLine(t, error)}>
        <PassphraseInput value={passphrase} onChange={setPassphrase} autoFocus />
      </Field>
      <div className="moving-foot">
        <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={passphrase === '' || waitSeconds > 0}>
          {waitSeconds > 0 ? t('session.lock.waitLeft', { seconds: waitSeconds }) : t(`moving.next.${ask.kind}`)}
        </Button>
      </div>
    </form>
  );
}
