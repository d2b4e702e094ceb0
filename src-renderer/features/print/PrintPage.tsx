import { LeftOutlined } from '@ant-design/icons';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { api, useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { linkedFrom, useLinkedNames } from '../../lib/linked-names.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { paperFontFor } from './fonts.ts';
import { PaperButtons } from './PaperButtons.tsx';
import { Sheet, type SheetData } from './Sheet.tsx';
import { BUDGETS } from './sheet-model.ts';
import './print.css';

const MOST_TALKS = 12;
const MOST_SALES = 12;
const MOST_PEOPLE = 12;
const MOST_FILES = 500;

/** The sheet of one customer as it will lie on paper, and the button that prints it. */
export function PrintPage() {
  const t = useT();
  const { id } = useParams({ from: '/customers/$id/print' });
  const navigate = useNavigate();
  const portrait = useApiQuery('portrait.get', { id });
  const talks = useApiQuery('followUps.list', { customerId: id, limit: MOST_TALKS });
  const sales = useApiQuery('sales.list', { query: { customerId: id }, limit: MOST_SALES });
  const saleSums = useApiQuery('sales.sums', { query: { customerId: id } });
  const people = useApiQuery('relations.list', { customerId: id, limit: MOST_PEOPLE });
  const files = useApiQuery('attachments.list', { customerId: id, limit: MOST_FILES });
  const named = useLinkedNames(portrait.data ? linkedFrom(portrait.data.customer) : []);
  const back = (): void => void navigate({ to: '/customers/$id', params: { id } });
  useShortcut('escape', back, { label: t('portrait.print.back') });
  useEffect(() => {
    document.title = t('portrait.print.title');
  }, [t]);
  const data: SheetData | null =
    portrait.data && talks.data && sales.data && saleSums.data && people.data && files.data && named
      ? { portrait: portrait.data, talks: talks.data.rows, talkTotal: talks.data.total, sales: sales.data.rows, saleTotal: saleSums.data.count, people: people.data.rows, peopleTotal: people.data.total, files: files.data.rows }
      : null;
  return (
    <div className="print-page">
      <div className="print-bar no-print">
        <Button type="text" icon={<LeftOutlined aria-hidden="true" />} onClick={back}>
          {t('portrait.print.back')}
        </Button>
        <span className="quiet">{t('portrait.print.hint')}</span>
        <PaperButtons
          label={t('portrait.print.print')}
          pdfName={data?.portrait.customer.name ?? ''}
          disabled={data === null}
          onPrint={() => void api.call('audit.note', { event: 'print.customer' })}
        />
      </div>
      {portrait.isError && <ErrorState error={portrait.error.error} onRetry={() => void portrait.refetch()} />}
      {data === null ? !portrait.isError && <Loading rows={12} /> : <FittingSheet data={data} />}
    </div>
  );
}

/** Prints less and less until it fits. The font must be there first: it decides how much fits. */
function FittingSheet({ data }: { readonly data: SheetData }) {
  const t = useT();
  const [step, setStep] = useState(0);
  const [fontsReady, setFontsReady] = useState(false);
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    let gone = false;
    const text = sheet.current?.textContent ?? '';
    void paperFontFor(text).finally(() => !gone && setFontsReady(true));
    return () => {
      gone = true;
    };
  }, [data]);
  useLayoutEffect(() => {
    const element = sheet.current;
    if (!fontsReady || !element) return;
    if (element.scrollHeight > element.clientHeight + 1 && step < BUDGETS.length - 1) setStep(step + 1);
  }, [fontsReady, step, data]);
  return (
    <>
      {!fontsReady && <p className="quiet no-print print-wait">{t('portrait.print.loading')}</p>}
      <Sheet ref={sheet} data={data} budget={BUDGETS[step] ?? BUDGETS[0]!} ready={fontsReady} />
    </>
  );
}
