import { Button } from 'antd';
import { useState } from 'react';
import type { BookRef } from '../../../shared/modules/session.ts';
import { useT } from '../../lib/i18n.ts';
import { useSample } from '../../lib/use-sample.ts';
import { refreshSession, useGate } from '../../lib/session.ts';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { AddFolder, ForgetBook } from './BookCare.tsx';
import { BookPicker } from './BookPicker.tsx';
import { StepHead } from './StepHead.tsx';
import { UnlockForm } from './UnlockForm.tsx';
import type { Secret } from './use-unlock.ts';

/** Chooses a book (the last one is chosen already) and opens it. */
export function LockScreen(props: { readonly books: readonly BookRef[]; readonly onMake: () => void; readonly onRestore: () => void; readonly onRepair: (ref: string, secret: Secret | null) => void }) {
  const t = useT();
  const gate = useGate();
  const sample = useSample();
  const own = props.books.filter((book) => !book.sample);
  const preferred = own.find((book) => book.ref === gate.lastRef) ?? own.find((book) => !book.missing) ?? own[0];
  const [ref, setRef] = useState<string | null>(null);
  const chosen = own.find((book) => book.ref === ref) ?? preferred;
  const hasSample = props.books.some((book) => book.sample);
  return (
    <>
      <StepHead title={t('session.lock.title')} />
      {gate.lockedBecause !== null && gate.lockedBecause !== 'user' && (
        <Note kind={gate.lockedBecause === 'crash' ? 'warning' : 'info'}>{t(`session.lock.because.${gate.lockedBecause}`)}</Note>
      )}
      {own.length > 0 && <BookPicker books={own} value={chosen?.ref ?? ''} onChange={setRef} />}
      {chosen?.missing === true && (
        <Note kind="warning" action={<Button onClick={() => void refreshSession()}>{t('session.lock.lookAgain')}</Button>}>
          {t('session.lock.missingNote', { name: chosen.name })}
        </Note>
      )}
      {chosen !== undefined && !chosen.missing && <UnlockForm key={chosen.ref} book={chosen} onMoved={setRef} onRepair={(secret) => props.onRepair(chosen.ref, secret)} />}
      {sample.error !== null && <ErrorNote error={sample.error} />}
      <div className="entrance-foot">
        <Button type="link" onClick={props.onMake}>
          {t('session.lock.newBook')}
        </Button>
        <AddFolder onAdded={setRef} />
        {chosen !== undefined && <ForgetBook key={chosen.ref} book={chosen} />}
        <Button type="link" onClick={props.onRestore}>
          {t('session.lock.restore')}
        </Button>
        <span className="sample-line">
          <Button type="link" loading={sample.busy} onClick={() => void sample.open()}>
            {t('session.lock.openSample')}
          </Button>
          {hasSample && (
            <Button type="link" danger disabled={sample.busy} onClick={() => void sample.remove()}>
              {t('session.lock.removeSample')}
            </Button>
          )}
        </span>
      </div>
    </>
  );
}
