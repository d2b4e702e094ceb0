import { LeftOutlined } from '@ant-design/icons';
import { useRouter } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { chatText } from '../../../shared/kernel/message-links.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { useBook } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Empty, Loading } from '../../ui/States.tsx';
import type { GreetLine } from '../greetings/greet-model.ts';
import { useGreetBatch } from '../greetings/use-greet-batch.ts';
import { useGreetDeeds } from '../greetings/use-greet-deeds.ts';
import { PaperButtons } from './PaperButtons.tsx';
import { usePaperFont } from './use-paper-font.ts';
import './print.css';
import './letters.css';

type As = 'letters' | 'list';

/** The batch on paper: a letter for each on a page of its own, or all of them in one list. What has gaps is not printed. */
export function LettersPage() {
  const t = useT();
  const { history } = useRouter();
  const back = (): void => history.back();
  const { greeting, preview, lines } = useGreetBatch();
  const { mark } = useGreetDeeds();
  const [as, setAs] = useState<As>('letters');
  const whole = lines.ready.filter(({ hasGap }) => !hasGap);
  const title = greeting?.name ?? t('greetings.title');
  const isReady = usePaperFont(`${title}${JSON.stringify(whole.map(({ name, text }) => [name, text]))}`);
  useShortcut('escape', back, { label: t('greetings.lettersBack') });
  useEffect(() => {
    document.title = t('greetings.letters');
  }, [t]);
  return (
    <div className="print-page">
      <div className="print-bar no-print">
        <Button type="text" icon={<LeftOutlined aria-hidden="true" />} onClick={back}>
          {t('greetings.lettersBack')}
        </Button>
        <Segmented<As> value={as} aria-label={t('greetings.lettersAs')} options={[{ value: 'letters', label: t('greetings.asLetters') }, { value: 'list', label: t('greetings.asList') }]} onChange={setAs} />
        {lines.gaps.length > 0 && <span className="quiet">{t('greetings.lettersLeft', { count: lines.gaps.length })}</span>}
        <span className="print-buttons">
          <May call="greetings.contacted">
            <Button disabled={whole.length === 0} onClick={() => void mark(whole, 'letter')}>
              {t('greetings.lettersMark', { count: whole.length })}
            </Button>
          </May>
          <PaperButtons label={t('greetings.lettersPrint')} pdfName={title} disabled={whole.length === 0} onPrint={() => void api.call('audit.note', { event: 'print.letters', count: whole.length })} />
        </span>
      </div>
      {greeting && preview.isPending && <Loading rows={12} />}
      {!(greeting && preview.isPending) && whole.length === 0 && <Empty text={t('greetings.lettersEmpty')} detail={t('greetings.lettersEmptyDetail')} action={<Button onClick={back}>{t('greetings.lettersBack')}</Button>} />}
      {whole.length > 0 && (as === 'letters' ? whole.map((line) => <Letter key={line.id} line={line} ready={isReady} />) : <ListSheet title={title} lines={whole} ready={isReady} />)}
    </div>
  );
}

function Letter({ line, ready }: { readonly line: GreetLine; readonly ready: boolean }) {
  const t = useT();
  const language = useLanguage();
  const book = useBook();
  return (
    <article className="sheet letter" aria-label={t('greetings.one', { name: line.name })} data-ready={ready}>
      <p className="letter-to">{line.name}</p>
      <p className="letter-text">{chatText(line.text)}</p>
      <p className="letter-from">
        {book?.name}
        <br />
        {formatDate(new Date().toLocaleDateString('sv'), language, 0)}
      </p>
    </article>
  );
}

function ListSheet({ title, lines, ready }: { readonly title: string; readonly lines: readonly GreetLine[]; readonly ready: boolean }) {
  const t = useT();
  const language = useLanguage();
  const book = useBook();
  return (
    <article className="sheet letter-list" aria-label={t('greetings.listTitle')} data-ready={ready}>
      <header>
        <h1>{title}</h1>
        <p>{t('outputs.calls.made', { book: book?.name ?? '', date: formatDate(new Date().toLocaleDateString('sv'), language) })}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th className="letter-box" aria-hidden="true" />
            <th scope="col" className="letter-name">
              {t('greetings.columns.name')}
            </th>
            <th scope="col">{t('greetings.columns.text')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className="letter-box" aria-hidden="true">
                <span />
              </td>
              <td>
                <b>{line.name}</b>
              </td>
              <td className="letter-text">{chatText(line.text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="sheet-foot">
        <span>{t('greetings.confidential')}</span>
      </footer>
    </article>
  );
}
