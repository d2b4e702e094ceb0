import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import type { Naming } from '../../../shared/modules/calendar.ts';
import type { OutputOf } from '../../../shared/modules/outputs.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { fileDate, nameForFile, saveText } from '../../lib/files.ts';
import { useT, type Translate } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { ErrorNote, Loading, Note } from '../../ui/States.tsx';
import { QuietChoice } from '../outputs/QuietChoice.tsx';
import { CardsExport } from './CardsExport.tsx';
import { callsText } from './calls-text.ts';
import { askHandOff, useHandOff, type HandOffAsk } from './hand-off-store.ts';
import './hand-off.css';

type CodeAsk = Exclude<HandOffAsk, { of: 'cards' }>;

/** The dialog, when one is asked for. */
export function HandOffDialog() {
  const ask = useHandOff((state) => state.ask);
  if (ask === null) return null;
  return ask.of === 'cards' ? <CardsExport selection={ask.selection} onClose={close} /> : <Code ask={ask} />;
}

const close = (): void => askHandOff(null);

interface Made {
  readonly text: string;
  /** Calls that found no room in the code. */
  readonly left: number;
}

type Answer = { readonly ok: true; readonly value: Made } | { readonly ok: false; readonly error: AppError };

async function make(ask: CodeAsk, naming: Naming, includeQuiet: boolean): Promise<Answer> {
  if (ask.of === 'calls') {
    const reply = await api.call('calls.list', { what: ask.calls, includeQuiet });
    if (!reply.ok) return reply;
    void api.call('audit.note', { event: 'print.calls', count: reply.value.calls.length });
    return { ok: true, value: callsText(reply.value.calls, ({ name }) => name) };
  }
  const reply = ask.of === 'card' ? await api.call('handOff.card', { id: ask.id, naming }) : await api.call('handOff.event', { ...ask.event, naming });
  return reply.ok ? { ok: true, value: { text: reply.value.text, left: 0 } } : reply;
}

/** A code for the camera of a phone, and the same as a file. */
function Code({ ask }: { readonly ask: CodeAsk }) {
  const t = useT();
  const [surname, setSurname] = useState(false);
  const [includeQuiet, setIncludeQuiet] = useState(false);
  const [made, setMade] = useState<Answer | null>(null);
  useEffect(() => {
    let gone = false;
    void make(ask, surname ? 'surname' : 'full', includeQuiet).then((answer) => !gone && setMade(answer));
    return () => {
      gone = true;
    };
  }, [ask, surname, includeQuiet]);
  const quiet: OutputOf | null = ask.of === 'calls' ? ask.calls : null;
  return (
    <Dialog open title={t(`handOff.titles.${ask.of}`)} width={460} onClose={close}>
      <div className="hand-off">
        <p className="hand-off-name">{ask.name}</p>
        {made === null && <Loading rows={6} />}
        {made?.ok === false && <ErrorNote error={made.error} />}
        {made?.ok === true && made.value.text === '' && <p>{t('outputs.calls.empty')}</p>}
        {made?.ok === true && made.value.text !== '' && <QrCode text={made.value.text} label={t('handOff.code', { name: ask.name })} tooLong={t('handOff.tooLong')} />}
        <p className="quiet">{t(`handOff.how.${ask.of}`)}</p>
        {made?.ok === true && made.value.left > 0 && <p className="quiet">{t('handOff.left', { count: made.value.left })}</p>}
        {ask.of !== 'calls' && (
          <Checkbox checked={surname} onChange={(event) => setSurname(event.target.checked)}>
            {t('handOff.surname')}
          </Checkbox>
        )}
        {quiet && <QuietChoice people what={quiet} include={includeQuiet} onInclude={setIncludeQuiet} />}
        {made?.ok === true && made.value.text !== '' && <Button onClick={() => void save(t, ask, made.value.text)}>{t(`handOff.save.${ask.of}`)}</Button>}
        <Note kind="warning">{t('handOff.warning')}</Note>
      </div>
    </Dialog>
  );
}

const ENDING = { card: 'vcf', event: 'ics', calls: 'txt' } as const;

async function save(t: Translate, ask: CodeAsk, text: string): Promise<void> {
  const saved = await saveText(`${nameForFile(ask.name)} ${fileDate()}.${ENDING[ask.of]}`, text);
  if (saved.ok && saved.value !== null) showToast({ kind: 'success', text: t('outputs.done', { name: saved.value.name }) });
}
