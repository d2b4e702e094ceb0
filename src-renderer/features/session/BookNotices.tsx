import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useApiCommand, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useSample } from '../../lib/use-sample.ts';
import { lockNow, setRepairing, useBook, useGate } from '../../lib/session.ts';
import { actionText, useUndo } from '../../lib/undo.ts';

/** Quiet lines above the page for what the owner should know. */
export function BookNotices() {
  return (
    <>
      <InterruptedNotice />
      <BookNotice />
    </>
  );
}

/** The latest bulk edit that a crash stopped half-way, with the choice to take it back or leave it. */
function InterruptedNotice() {
  const t = useT();
  const { undo } = useUndo();
  const found = useApiQuery('undo.interrupted', {});
  const keep = useApiCommand('undo.keep');
  const [busy, setBusy] = useState(false);
  const action = found.data?.actions[0];
  if (action === undefined) return null;
  const takeBack = async () => {
    setBusy(true);
    await undo(action.actionId);
    setBusy(false);
  };
  return (
    <aside className="book-notice">
      <span>{t('ui.undo.interrupted', { what: actionText(t, action), count: action.rows })}</span>
      <Button size="small" type="primary" loading={busy} onClick={() => void takeBack()}>
        {t('ui.undo.takeBack')}
      </Button>
      <Button size="small" disabled={busy} onClick={() => keep.mutate({ actionId: action.actionId })}>
        {t('ui.undo.keep')}
      </Button>
    </aside>
  );
}

/** One line: the sample book, an unchecked recovery code, what opening found. */
function BookNotice() {
  const t = useT();
  const book = useBook();
  const sample = useSample();
  const isDamaged = useGate((gate) => gate.isDamaged);
  if (book === null) return null;
  if (book.sample) {
    return (
      <aside className="book-notice book-notice-sample">
        <span>{t('session.sampleBar.text')}</span>
        <Button size="small" onClick={() => void lockNow()}>
          {t('session.sampleBar.make')}
        </Button>
        <Button size="small" type="link" danger loading={sample.busy} onClick={() => void sample.remove()}>
          {t('session.sampleBar.remove')}
        </Button>
      </aside>
    );
  }
  if (isDamaged) {
    return (
      <aside className="book-notice" role="alert">
        <span>{t('repair.notice')}</span>
        <Button size="small" type="primary" onClick={() => setRepairing(book.ref)}>
          {t('repair.open')}
        </Button>
      </aside>
    );
  }
  const warning = book.warnings[0];
  if (warning !== undefined) {
    return (
      <aside className="book-notice">
        {errorLine(t, warning)}
      </aside>
    );
  }
  if (book.recoveryConfirmed) return null;
  return (
    <aside className="book-notice">
      <span>{t('session.firstScreen.confirmLater')}</span>
      <Link to="/settings">{t('session.firstScreen.confirmAction')}</Link>
    </aside>
  );
}
