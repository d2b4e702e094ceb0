import { LeftOutlined } from '@ant-design/icons';
import { useRouter } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { MAX_CALLS } from '../../../shared/modules/outputs.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useCallsAsk, type CallsAsk } from '../outputs/call-list.ts';
import { QuietChoice } from '../outputs/QuietChoice.tsx';
import { CallSheet } from './CallSheet.tsx';
import { PaperButtons } from './PaperButtons.tsx';
import { usePaperFont } from './use-paper-font.ts';
import './print.css';
import './call-sheet.css';

/** Whom to call, as it will lie on paper, and the button that prints it. */
export function CallListPage() {
  const t = useT();
  const ask = useCallsAsk((store) => store.ask);
  const { history } = useRouter();
  const back = (): void => history.back();
  useShortcut('escape', back, { label: t('outputs.calls.back') });
  useEffect(() => {
    document.title = t('outputs.calls.title');
  }, [t]);
  if (ask === null) {
    return (
      <div className="print-page">
        <Empty text={t('outputs.calls.empty')} detail={t('outputs.calls.emptyDetail')} action={<Button onClick={back}>{t('outputs.calls.back')}</Button>} />
      </div>
    );
  }
  return <Calls ask={ask} onBack={back} />;
}

function Calls({ ask, onBack }: { readonly ask: CallsAsk; readonly onBack: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [includeQuiet, setIncludeQuiet] = useState(false);
  const [purpose, setPurpose] = useState('');
  const { data, error, isError, refetch } = useApiQuery('calls.list', { what: ask.what, includeQuiet }, { placeholderData: (before) => before });
  const isReady = usePaperFont(data && `${JSON.stringify(data.calls)}${ask.title}${purpose}`);
  const isEmpty = data?.calls.length === 0;
  const note = (): void => void api.call('audit.note', { event: 'print.calls', count: data?.calls.length ?? 0 });
  return (
    <div className="print-page">
      <div className="print-bar no-print">
        <Button type="text" icon={<LeftOutlined aria-hidden="true" />} onClick={onBack}>
          {t('outputs.calls.back')}
        </Button>
        <Input className="calls-purpose" aria-label={t('outputs.calls.purpose')} placeholder={t('outputs.calls.purposeHint')} maxLength={60} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
        <QuietChoice people what={ask.what} include={includeQuiet} onInclude={setIncludeQuiet} />
        <PaperButtons label={t('outputs.calls.print')} pdfName={ask.title} disabled={!data || isEmpty} onPrint={note} />
      </div>
      {isError && <ErrorState error={error.error} onRetry={() => void refetch()} />}
      {data === undefined && !isError && <Loading rows={12} />}
      {isEmpty && <Empty text={t('outputs.calls.empty')} {...(data && data.leftOut > 0 && { detail: t('outputs.quiet.leftOutPeople', { count: data.leftOut }) })} />}
      {data && data.total > MAX_CALLS && <p className="quiet no-print print-wait">{t('outputs.calls.more', { count: formatNumber(data.total, language), shown: MAX_CALLS })}</p>}
      {data && !isEmpty && <CallSheet data={data} title={ask.title} purpose={purpose.trim()} ready={isReady} />}
    </div>
  );
}
