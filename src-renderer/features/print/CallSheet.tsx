import type { Output } from '../../../shared/contract/index.ts';
import type { Call } from '../../../shared/modules/outputs.ts';
import { formatDate, formatPhone } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { cut } from './sheet-model.ts';

/** Paper: a table whose head stands on every page, a box to tick and a line to write on for each customer. `ready` marks it for whoever prints by program. */
export function CallSheet(props: { readonly data: Output<'calls.list'>; readonly title: string; readonly purpose: string; readonly ready: boolean }) {
  const t = useT();
  const language = useLanguage();
  const book = useBook();
  const { data } = props;
  const heads = ['name', 'phone', 'why', 'last', 'notes'] as const;
  return (
    <article className="sheet call-sheet" aria-label={t('outputs.calls.title')} data-ready={props.ready}>
      <header>
        <h1>{props.title}</h1>
        <p>
          {t('outputs.calls.made', { book: book?.name ?? '', date: formatDate(new Date().toLocaleDateString('sv'), language) })} · {t('outputs.calls.count', { count: data.calls.length })}
          {data.leftOut > 0 && ` · ${t('outputs.quiet.leftOutPeople', { count: data.leftOut })}`}
        </p>
        {props.purpose !== '' && (
          <p>
            <b>{t('outputs.calls.purpose')}</b> {props.purpose}
          </p>
        )}
      </header>
      <table>
        <thead>
          <tr>
            <th className="call-box" aria-hidden="true" />
            {heads.map((head) => (
              <th key={head} scope="col" className={`call-${head}`}>
                {t(`outputs.calls.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.calls.map((call) => (
            <CallRow key={call.customerId} call={call} purpose={props.purpose} />
          ))}
        </tbody>
      </table>
      <footer className="sheet-foot">
        <span>{t('outputs.calls.confidential')}</span>
      </footer>
    </article>
  );
}

function CallRow({ call, purpose }: { readonly call: Call; readonly purpose: string }) {
  const t = useT();
  const language = useLanguage();
  const semicolon = language === 'en' ? '; ' : '；';
  const day = (at: number) => formatDate(new Date(at).toLocaleDateString('sv'), language);
  const reach = call.phones.length > 0 ? call.phones.map((phone) => <div key={phone}>{formatPhone(phone)}</div>) : call.wechat === null ? t('outputs.calls.noPhone') : t('outputs.calls.wechat', { wechat: call.wechat });
  return (
    <tr>
      <td className="call-box" aria-hidden="true">
        <span />
      </td>
      <td>
        <b>{cut(call.name, 30).text}</b>
        {call.company !== null && <small>{cut(call.company, 30).text}</small>}
        {call.doNotContact !== null && <small className="call-quiet">{t(call.doNotContact === 'all' ? 'outputs.calls.quiet' : 'outputs.calls.marketing')}</small>}
      </td>
      <td className="tabular">{reach}</td>
      <td>
        {call.why.length > 0 ? cut(call.why.join(semicolon), 80).text : purpose}
        {call.due !== null && <small className="tabular">{formatDate(call.due, language)}</small>}
      </td>
      <td className="tabular">{call.lastContactOn === null ? t('outputs.calls.never') : day(call.lastContactOn)}</td>
      <td />
    </tr>
  );
}
