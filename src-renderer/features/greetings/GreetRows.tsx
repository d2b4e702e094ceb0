import { useT, type Translate } from '../../lib/i18n.ts';
import { RowList, type RowColumn } from '../../ui/RowList.tsx';
import type { GreetLine } from './greet-model.ts';

/** Who gets what: gaps stand out, and whoever stays out says why. */
export function GreetRows(props: { readonly lines: readonly GreetLine[]; readonly currentId: number | null; readonly onOpen: (id: number) => void }) {
  const t = useT();
  return (
    <div className="greet-rows">
      <RowList label={t('greetings.list')} columns={columnsOf(t)} rows={props.lines} onOpen={(line) => props.onOpen(line.id)} rowClass={(line) => (line.id === props.currentId ? 'is-current' : '')} />
    </div>
  );
}

function columnsOf(t: Translate): readonly RowColumn<GreetLine>[] {
  return [
    { key: 'name', title: t('greetings.columns.name'), width: 'minmax(5rem, 9rem)', cell: (line) => line.name },
    { key: 'text', title: t('greetings.columns.text'), width: 'minmax(8rem, 1fr)', cell: (line) => <Text line={line} /> },
    { key: 'reach', title: t('greetings.columns.reach'), width: '6.5rem', cell: (line) => <span className="quiet">{reachWord(t, line)}</span> },
  ];
}

function Text({ line }: { readonly line: GreetLine }) {
  const t = useT();
  return (
    <span className="greet-text">
      {line.why !== null && <span className="task-chip">{t(`greetings.outReasons.${line.why}`)}</span>}
      {line.isEdited && <span className="task-chip">{t('greetings.edited')}</span>}
      <span>
        {line.shown.map(({ kind, text }, i) => (
          <span key={i} className={kind === 'missing' || kind === 'unknown' ? 'merged-gap' : undefined}>
            {text}
          </span>
        ))}
      </span>
    </span>
  );
}

function reachWord(t: Translate, { phones, wechats, emails }: GreetLine): string {
  const ways = [phones.length > 0 && t('greetings.reach.phone'), wechats.length > 0 && t('greetings.reach.wechat'), emails.length > 0 && t('greetings.reach.email')].filter((way) => way !== false);
  return ways.length === 0 ? t('greetings.reach.none') : ways.join(' · ');
}
