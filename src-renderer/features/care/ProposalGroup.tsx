import { Link } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { CareLine, CareStep } from '../../../shared/modules/care.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { useSegments } from '../segments/use-segments.ts';
import { dayText, occasionText, type PlanLine } from './occasion.ts';
import { useProposalDeeds } from './use-proposal-deeds.ts';

const PAGE = 50;
type What = 'start' | 'left';

/** The customers a plan is proposed for, or no longer fits: all of them chosen until some are taken out. */
export function ProposalGroup({ plan, what }: { readonly plan: PlanLine; readonly what: What }) {
  const t = useT();
  const { byId } = useSegments();
  const [out, setOut] = useState<ReadonlySet<number>>(new Set());
  const [noSteps, setNoSteps] = useState<ReadonlySet<string>>(new Set());
  const list = useLines(plan.id, what);
  const lines = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = what === 'start' ? plan.proposed : plan.left;
  const left = lines.filter((line) => !out.has(line.id));
  const chosen = total - (lines.length - left.length);
  // Those not looked at yet are chosen with the rest, as long as nobody was taken out.
  const runs = out.size === 0 ? ('all' as const) : left.map((line) => line.id);
  const count = out.size === 0 ? total : left.length;
  const title = what === 'start' ? `${plan.name} · ${t('care.whoLine', { count: total, occasion: occasionText(t, plan, byId) })}` : `${plan.name} · ${t('care.leftTitle', { count: total, stage: plan.stage === null ? '' : stageWord(t, plan.stage) })}`;
  return (
    <article className="care-group" aria-label={title}>
      <h3>{title}</h3>
      {what === 'start' && <Steps steps={plan.steps} out={noSteps} onOut={setNoSteps} />}
      <Checkbox checked={out.size === 0} indeterminate={out.size > 0 && chosen > 0} onChange={(event) => setOut(event.target.checked ? new Set() : new Set(lines.map((line) => line.id)))}>
        {t('care.all')}
      </Checkbox>
      <ul className="care-who">
        {lines.map((line) => (
          <Who key={line.id} line={line} what={what} isOut={out.has(line.id)} onOut={(isOut) => setOut(with_(out, line.id, isOut))} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="link" size="small" onClick={() => void list.fetchNextPage()}>
          {t('care.more')}
        </Button>
      )}
      <Answers plan={plan} what={what} runs={runs} count={count} onDone={() => setOut(new Set())} steps={plan.steps.filter((step) => !noSteps.has(step.key)).map((step) => step.key)} />
    </article>
  );
}

function with_<T>(set: ReadonlySet<T>, one: T, isIn: boolean): ReadonlySet<T> {
  const next = new Set(set);
  if (isIn) next.add(one);
  else next.delete(one);
  return next;
}

function useLines(planId: number, what: What) {
  return useInfiniteQuery({
    queryKey: ['care.proposals', { planId, what }],
    queryFn: ({ pageParam, signal }) => api.get('care.proposals', { planId, what, limit: PAGE, ...(pageParam !== 0 && { after: pageParam }) }, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
}

function Steps(props: { readonly steps: readonly CareStep[]; readonly out: ReadonlySet<string>; readonly onOut: (out: ReadonlySet<string>) => void }) {
  const t = useT();
  return (
    <div className="care-steps" role="group" aria-label={t('care.which')}>
      {props.steps.map((step) => (
        <Checkbox key={step.key} checked={!props.out.has(step.key)} onChange={(event) => props.onOut(with_(props.out, step.key, !event.target.checked))}>
          {dayText(t, step.day)} {step.title}
        </Checkbox>
      ))}
    </div>
  );
}

function Who({ line, what, isOut, onOut }: { readonly line: CareLine; readonly what: What; readonly isOut: boolean; readonly onOut: (isOut: boolean) => void }) {
  const t = useT();
  const language = useLanguage();
  return (
    <li>
      <Checkbox checked={!isOut} aria-label={line.customerName} onChange={(event) => onOut(!event.target.checked)} />
      <Link to="/customers/$id" params={{ id: line.customerId }}>
        {line.customerName}
      </Link>
      {line.doNotContact === 'marketing' && <span className="task-chip">{t('care.marketing')}</span>}
      <span className="quiet">{what === 'left' ? t('care.leftLine', { count: line.open }) : t('care.since', { date: formatDate(line.startedOn, language) })}</span>
    </li>
  );
}

function Answers(props: { readonly plan: PlanLine; readonly what: What; readonly runs: 'all' | readonly number[]; readonly count: number; readonly steps: readonly string[]; readonly onDone: () => void }) {
  const t = useT();
  const { plan, what, count, steps } = props;
  const [busy, setBusy] = useState(false);
  const deeds = useProposalDeeds(plan);
  const runs = props.runs === 'all' ? 'all' : [...props.runs];
  const act = (work: Promise<void>): void => {
    setBusy(true);
    // Those who were taken out are the ones still to be answered.
    void work.finally(() => {
      setBusy(false);
      props.onDone();
    });
  };
  if (what === 'left') {
    return (
      <p className="care-answers">
        <Button type="primary" disabled={count === 0 || busy} onClick={() => act(deeds.settle(runs, false))}>
          {t('care.drop')}
        </Button>
        <Button disabled={count === 0 || busy} onClick={() => act(deeds.settle(runs, true))}>
          {t('care.keep')}
        </Button>
      </p>
    );
  }
  return (
    <p className="care-answers">
      <Button type="primary" disabled={count === 0 || steps.length === 0 || busy} onClick={() => act(deeds.confirm(runs, [...steps]))}>
        {t('care.confirm', { count })}
      </Button>
      <Button disabled={count === 0 || busy} onClick={() => act(deeds.decline(runs))}>
        {t('care.decline')}
      </Button>
    </p>
  );
}
