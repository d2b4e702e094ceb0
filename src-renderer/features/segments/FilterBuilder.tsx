import { Button } from 'antd';
import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ListFilter } from '../../../shared/kernel/filter.ts';
import { useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { changeRow, filterOf, groupRow, newCondition, newGroup, nodeOf, type GroupRow, type Row } from './builder-model.ts';
import { BuilderGroup } from './BuilderRows.tsx';
import { nodeText } from './node-words.ts';
import { useNodeWords } from './use-segments.ts';
import './builder.css';

interface BuilderProps {
  readonly filter: ListFilter;
  readonly title: string;
  readonly okText: string;
  readonly onOk: (filter: ListFilter) => void;
  /** A second way to end: saving the conditions under a name. */
  readonly onSave?: (filter: ListFilter) => void;
  readonly onClose: () => void;
  /** The segment that is edited: it cannot be used within itself. */
  readonly self?: number;
}

/** Groups of conditions, built by mouse or keyboard, with the number found while they are built and the whole read as a sentence. */
export function FilterBuilder(props: BuilderProps) {
  const t = useT();
  const words = useNodeWords();
  const month = words.thisMonth;
  const [group, setGroup] = useState<GroupRow>(() => started(groupRow(props.filter, month)));
  const filter = filterOf(group, month);
  const unfinished = hasUnfinished(group, month);
  return (
    <Dialog open title={props.title} width={820} okText={props.okText} onOk={() => props.onOk(filter)} onClose={props.onClose}>
      <div className="builder">
        <BuilderGroup
          group={group}
          depth={0}
          onChange={(key, change) => setGroup((old) => changeRow(old, key, change))}
          onMode={(mode) => setGroup((old) => ({ ...old, mode }))}
          onAdd={(row) => setGroup((old) => ({ ...old, rows: [...old.rows, row] }))}
          {...(props.self !== undefined && { self: props.self })}
        />
        <div className="builder-foot">
          <p className="builder-sentence">
            <span className="quiet">{t('segments.builder.sentence')}</span> {nodeText(words, filter)}
          </p>
          {unfinished && <p className="quiet">{t('segments.builder.unfinished')}</p>}
          <div className="builder-result">
            <LiveCount filter={filter} />
            {props.onSave && <Button onClick={() => props.onSave?.(filter)}>{t('segments.builder.asSegment')}</Button>}
            <Button type="text" onClick={() => setGroup(newGroup('all', [newCondition()]))}>
              {t('segments.builder.clear')}
            </Button>
          </div>
        </div>
      </div>
    </Dialog>
  );
}

/** An empty builder starts with one row to fill in. */
const started = (group: GroupRow): GroupRow => (group.rows.length === 0 ? { ...group, rows: [newCondition()] } : group);

function hasUnfinished(group: GroupRow, month: number): boolean {
  return group.rows.some((row: Row) => (row.kind === 'group' ? hasUnfinished(row, month) : nodeOf(row, month) === null));
}

/** How many the conditions find right now; the last number stays until the next one is there. */
function LiveCount({ filter }: { readonly filter: ListFilter }) {
  const t = useT();
  const asked = useDeferredValue(filter);
  const { data, error } = useApiQuery('segments.count', { query: { filter: asked } }, { placeholderData: keepPreviousData, retry: false });
  return (
    <strong className="builder-count tabular" role="status" aria-label={t('segments.builder.foundLabel')}>
      {error ? errorLine(t, error.error) : data ? t('segments.builder.found', { count: data.count }) : t('segments.builder.counting')}
    </strong>
  );
}
