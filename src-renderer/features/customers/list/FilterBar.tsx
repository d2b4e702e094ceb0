import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { memo, useState } from 'react';
import { IMPORT_FIELD, isCondition, type Condition, type FilterNode } from '../../../../shared/kernel/filter.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { queryOf, useListView } from '../../common/model/list-view.ts';
import { draftFor, draftOf, withCondition } from '../../common/model/filters.ts';
import { linkedIn, useLinkedNames } from '../../../lib/linked-names.ts';
import { useTags } from '../../common/use-choices.ts';
import { nodeText } from '../../segments/node-words.ts';
import { useNodeWords } from '../../segments/use-segments.ts';
import { FilterEditor, monthNow } from '../../segments/FilterEditor.tsx';
import { Later } from '../../../ui/Later.tsx';
import { useFocusBack } from '../../../ui/use-focus-back.ts';
import { conditionText } from '../../common/filter-words.ts';
import { ImportChip } from './ImportChip.tsx';
import './filter-bar.css';

/** Which condition is being written: a place in the list, or a new one about a column. */
export type FilterTarget = { readonly index: number } | { readonly field: string } | null;

export interface FilterProps {
  readonly conditions: readonly FilterNode[];
  readonly target: FilterTarget;
  readonly onTarget: (target: FilterTarget) => void;
  readonly onChange: (conditions: readonly FilterNode[]) => void;
  /** Opens the builder with all of them. */
  readonly onAdvanced: () => void;
}

/** The button in the page's head: opens the form for a new condition. */
export const FilterButton = memo(function FilterButton(props: FilterProps) {
  const t = useT();
  const { target } = props;
  const isOpen = target !== null && 'field' in target;
  useFocusBack(isOpen);
  // Opened again while it still fades away, a popover keeps its content: each opening is a form of its own,
  // else the values of the condition just applied would stand in the next one.
  const [opening, setOpening] = useState({ target, count: 0 });
  if (opening.target !== target) setOpening({ target, count: opening.count + 1 });
  const form = (
    <Later key={opening.count} before={<div className="filter-editor filter-editor-space" />}>
      <FilterEditor
        start={draftFor(isOpen ? target.field : 'tags')}
        query={queryOf(useListView.getState())}
        onAdvanced={() => {
          props.onTarget(null);
          props.onAdvanced();
        }}
        onApply={(condition) => {
          props.onChange(withCondition(props.conditions, condition, null));
          props.onTarget(null);
        }}
      />
    </Later>
  );
  return (
    <Popover trigger="click" placement="bottomLeft" open={isOpen} onOpenChange={(open) => props.onTarget(open ? { field: 'tags' } : null)} content={form} destroyOnHidden>
      <Button icon={<FilterOutlined aria-hidden="true" />} aria-expanded={isOpen} aria-haspopup="dialog">
        {t('customers.filter.add')}
      </Button>
    </Popover>
  );
});

/** The conditions in force, each to be changed or taken away; nothing at all when there are none. */
export const FilterChips = memo(function FilterChips(props: FilterProps) {
  const t = useT();
  if (props.conditions.length === 0) return null;
  return (
    <div className="filter-chips">
      <ul aria-label={t('customers.filter.chips')}>
        {props.conditions.map((node, index) =>
          !isCondition(node) ? (
            <TreeChip key={`tree-${index}`} {...props} node={node} index={index} />
          ) : node.field === IMPORT_FIELD ? (
            <ImportChip key={`import-${index}`} condition={node} onRemove={() => props.onChange(props.conditions.filter((_, i) => i !== index))} />
          ) : (
            <Chip key={`${node.field}-${index}`} {...props} condition={node} index={index} />
          ),
        )}
      </ul>
      <Button type="link" size="small" onClick={() => props.onChange([])}>
        {t('customers.filter.clearAll')}
      </Button>
    </div>
  );
});

/** What the small form has no question for: read as a sentence, changed in the builder. */
function TreeChip(props: FilterProps & { readonly node: FilterNode; readonly index: number }) {
  const t = useT();
  const words = useNodeWords();
  const what = nodeText(words, props.node);
  return (
    <li className="filter-chip">
      <button type="button" title={what} aria-label={t('customers.filter.edit', { what })} onClick={props.onAdvanced}>
        {what}
      </button>
      <button
        type="button"
        className="filter-chip-remove"
        aria-label={t('customers.filter.remove', { what })}
        onClick={() => props.onChange(props.conditions.filter((_, i) => i !== props.index))}
      >
        <CloseOutlined aria-hidden="true" />
      </button>
    </li>
  );
}

function Chip(props: FilterProps & { readonly condition: Condition; readonly index: number }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const { condition, index, target } = props;
  useLinkedNames(linkedIn(condition));
  const what = conditionText({ t, language, tags: byId, thisMonth: monthNow() }, condition);
  const form = (
    <FilterEditor
      start={draftOf(condition, monthNow())}
      query={queryOf(useListView.getState())}
      onApply={(next) => {
        props.onChange(withCondition(props.conditions, next, index));
        props.onTarget(null);
      }}
    />
  );
  return (
    <li className="filter-chip">
      <Popover
        trigger="click"
        placement="bottomLeft"
        open={target !== null && 'index' in target && target.index === index}
        onOpenChange={(open) => props.onTarget(open ? { index } : null)}
        content={form}
        destroyOnHidden
      >
        <button type="button" aria-label={t('customers.filter.edit', { what })}>
          {what}
        </button>
      </Popover>
      <button
        type="button"
        className="filter-chip-remove"
        aria-label={t('customers.filter.remove', { what })}
        onClick={() => props.onChange(props.conditions.filter((_, i) => i !== index))}
      >
        <CloseOutlined aria-hidden="true" />
      </button>
    </li>
  );
}
