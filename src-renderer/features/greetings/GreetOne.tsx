import { CopyOutlined, LeftOutlined, MailOutlined, MessageOutlined, RightOutlined, WechatOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { contactMethodSchema, type ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { chatText } from '../../../shared/kernel/message-links.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { isMasked, useMay } from '../../lib/may.tsx';
import { useBook } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { showToast } from '../../lib/toast.ts';
import { Field } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { useCopy } from '../common/use-copy.ts';
import { mailWay, smsWay, type Way } from './greet-links.ts';
import type { GreetLine } from './greet-model.ts';
import { setEdit, take, useGreet } from '../outputs/greet-store.ts';
import { useGreetDeeds } from './use-greet-deeds.ts';
import { useReach } from './use-reach.ts';

interface OneProps {
  readonly line: GreetLine;
  readonly isLast: boolean;
  readonly onStep: (by: 1 | -1) => void;
  /** Marked as contacted: on to the next. */
  readonly onDone: () => void;
}

/** One customer of the batch: the text, the ways to bring it to them, and the note that it was done. */
export function GreetOne({ line, isLast, onStep, onDone }: OneProps) {
  const t = useT();
  const language = useLanguage();
  const { copy, mark } = useGreetDeeds();
  const method = useGreet((state) => state.method);
  const [busy, setBusy] = useState(false);
  const copyButton = useRef<HTMLButtonElement & HTMLAnchorElement>(null);
  const markButton = useRef<HTMLButtonElement & HTMLAnchorElement>(null);
  useFocusOfNext(copyButton);
  const mayMark = useMay('greetings.contacted');
  const ready = !line.hasGap && line.why === null;
  const doCopy = async (): Promise<void> => {
    if (ready && (await copy(line))) markButton.current?.focus();
  };
  const doMark = async (): Promise<void> => {
    if (!ready || busy) return;
    setBusy(true);
    movesFocus = true;
    if (await mark([line], method)) {
      onDone();
      if (isLast) showToast({ kind: 'info', text: t('greetings.finished') });
    }
    setBusy(false);
  };
  useShortcut('c', () => void doCopy(), { label: t('greetings.keys.copy') });
  useShortcut('m', () => void doMark(), { label: t('greetings.keys.mark'), enabled: mayMark });
  useShortcut('j', () => onStep(1), { label: t('greetings.keys.next') });
  useShortcut('k', () => onStep(-1), { label: t('greetings.keys.previous') });
  return (
    <section className="greet-one" aria-label={t('greetings.one', { name: line.name })}>
      <header>
        <h2>
          <Link to="/customers/$id" params={{ id: line.customerId }}>
            {line.name}
          </Link>
        </h2>
        {line.lastContactOn !== null && <span className="quiet">{t('greetings.contactedOn', { date: formatRelative(line.lastContactOn, language) })}</span>}
        <span className="greet-steps">
          <IconButton size="small" icon={<LeftOutlined aria-hidden />} label={t('greetings.previous')} onClick={() => onStep(-1)} />
          <IconButton size="small" icon={<RightOutlined aria-hidden />} label={t('greetings.next')} onClick={() => onStep(1)} />
        </span>
      </header>
      {line.why === null ? (
        <>
          <EditText line={line} />
          <div className="greet-ways">
            <Button ref={copyButton} icon={<CopyOutlined aria-hidden />} disabled={!ready} onClick={() => void doCopy()}>
              {t('greetings.copy')}
              <KeyHint keys="c" />
            </Button>
            <Ways line={line} />
          </div>
          {mayMark && (
            <div className="greet-mark">
              <Select<ContactMethod> aria-label={t('greetings.method')} value={method} popupMatchSelectWidth={false} options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))} onChange={(value) => useGreet.setState({ method: value })} />
              <Button ref={markButton} type="primary" disabled={!ready} loading={busy} onClick={() => void doMark()}>
                {t(isLast ? 'greetings.contacted' : 'greetings.contactedNext')}
                <KeyHint keys="m" />
              </Button>
            </div>
          )}
        </>
      ) : (
        <Out line={line} />
      )}
    </section>
  );
}

/** Set while one customer gives way to the next: only then the focus follows. */
let movesFocus = false;
function useFocusOfNext(copyButton: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (movesFocus) copyButton.current?.focus();
    movesFocus = false;
  }, [copyButton]);
}

function EditText({ line }: { readonly line: GreetLine }) {
  const t = useT();
  const gaps = [...new Set(line.shown.filter(({ kind }) => kind === 'missing' || kind === 'unknown').map(({ text }) => text))];
  return (
    <>
      <Field label={t('greetings.text', { name: line.name })} {...(line.hasGap ? { error: t('greetings.gapNote', { fields: gaps.join(' ') }) } : { hint: t('greetings.textHint') })}>
        <Input.TextArea className="grows" rows={7} maxLength={5_000} value={line.text} onChange={(event) => setEdit(line.customerId, event.target.value)} />
      </Field>
      {line.isEdited && (
        <Button size="small" type="link" onClick={() => setEdit(line.customerId, null)}>
          {t('greetings.reset')}
        </Button>
      )}
    </>
  );
}

/** The programs of this computer that take the text: opened with it, nothing is sent from here. */
function Ways({ line }: { readonly line: GreetLine }) {
  const t = useT();
  const book = useBook();
  const copyId = useCopy();
  const { copy } = useGreetDeeds();
  const { reach, isMasked: masked, open } = useReach(line);
  const text = chatText(line.text);
  const opened = (way: Way, method: ContactMethod): void => {
    useGreet.setState({ method });
    if (way.cut) void copy(line).then((isCopied) => isCopied && showToast({ kind: 'info', text: t('greetings.tooLong') }));
  };
  const sms = reach.phones.flatMap((phone) => (isMasked(phone) ? [] : [{ phone, way: smsWay(phone, text) }])).find(({ way }) => way !== null);
  const mail = reach.emails.flatMap((email) => (isMasked(email) ? [] : [{ email, way: mailWay(email, t('greetings.mailSubject', { book: book?.name ?? '' }), text) }])).find(({ way }) => way !== null);
  const wechat = reach.wechats.find((one) => !isMasked(one));
  return (
    <>
      {sms?.way && (
        <Button href={sms.way.link} disabled={line.hasGap} icon={<MessageOutlined aria-hidden />} aria-label={t('greetings.smsOf', { phone: sms.phone })} onClick={() => opened(sms.way!, 'sms')}>
          {t('greetings.sms')}
        </Button>
      )}
      {mail?.way && (
        <Button href={mail.way.link} disabled={line.hasGap} icon={<MailOutlined aria-hidden />} aria-label={t('greetings.mailOf', { email: mail.email })} onClick={() => opened(mail.way!, 'email')}>
          {t('greetings.mail')}
        </Button>
      )}
      {wechat !== undefined && (
        <Button icon={<WechatOutlined aria-hidden />} onClick={() => void copyId(wechat)}>
          {t('greetings.wechatId', { wechat })}
        </Button>
      )}
      {masked && <Button onClick={() => void open()}>{t('greetings.open')}</Button>}
    </>
  );
}

function Out({ line }: { readonly line: GreetLine }) {
  const t = useT();
  return (
    <div className="greet-out">
      <p>{line.why !== null && t(`greetings.outReasons.${line.why}`)}</p>
      <Button
        aria-label={t('greetings.takeOf', { name: line.name })}
        onClick={() => {
          take(line.customerId);
          showToast({ kind: 'info', text: t('greetings.taken', { name: line.name }) });
        }}
      >
        {t('greetings.take')}
      </Button>
    </div>
  );
}
