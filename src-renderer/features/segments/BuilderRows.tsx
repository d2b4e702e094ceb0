import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, InputNumber, Select } from 'antd';
import { relatedField, relatedKinds, RELATED_KINDS, type RelatedField, type RelatedKind } from '../../../shared/modules/related.ts';
import { useApiQuery } from '../../lib/api.ts';
import { CURRENCIES } from '../../lib/currencies.ts';
import { useT } from '../../lib/i18n.ts';
import { currencyOfField } from '../../lib/minor-digits.ts';
import { useOwnFields } from '../../lib/own-fields.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { fieldLabel, questionLabel } from '../common/filter-words.ts';
import { allColumns, columnOf } from '../common/model/columns.ts';
import { draftFor, isFigure, questionsFor, type FilterDraft, type Question } from '../common/model/filters.ts';
import {
  newCondition, newGroup, newRelated, newSegment, newWhere, relatedQuestions,
  type ConditionRow, type GroupMode, type GroupRow, type HowMany, type RelatedRow, type Row, type SegmentRow,
} from './builder-model.ts'; // prettier-ignore
import { askLabel, nodeText, whereLabel, whereValue } from './node-words.ts';
import { RowInput, useFieldOptions } from './RowInput.tsx';
import { useNodeWords, useSegments } from './use-segments.ts';

/** Changes the row with this key; `null` takes it out. */
export type ChangeRow = (key: number, change: (row: Row) => Row | null) => void;

const MODES: readonly GroupMode[] = ['all', 'any', 'none'];
const MAX_NESTED = 4;

interface GroupProps {
  readonly group: GroupRow;
  readonly depth: number;
  readonly onChange: ChangeRow;
  /** The group itself; the outermost cannot be taken out. */
  readonly onMode: (mode: GroupMode) => void;
  readonly onAdd: (row: Row) => void;
  readonly onRemove?: () => void;
  /** A segment that is being edited cannot be used in itself. */
  readonly self?: number;
}

/** A group of conditions with its "all / any / none"; groups within groups. */
export function BuilderGroup(props: GroupProps) {
  const t = useT();
  const { group, depth } = props;
  return (
    <fieldset className={depth === 0 ? 'builder-group' : 'builder-group is-nested'}>
      <legend className="sr-only">{t('segments.builder.group')}</legend>
      <div className="builder-mode">
        <span>{t('segments.builder.intro')}</span>
        <Select<GroupMode>
          aria-label={t('segments.builder.modeLabel')}
          value={group.mode}
          options={MODES.map((mode) => ({ value: mode, label: t(`segments.builder.${mode}`) }))}
          onChange={props.onMode}
          popupMatchSelectWidth={false}
        />
        {props.onRemove && <IconButton size="small" icon={<CloseOutlined aria-hidden />} label={t('segments.builder.removeGroup')} onClick={props.onRemove} />}
      </div>
      {group.rows.length === 0 && <p className="quiet">{t('segments.builder.emptyGroup')}</p>}
      <ul>
        {group.rows.map((row) => (
          <li key={row.key}>
            <AnyRow {...props} row={row} />
          </li>
        ))}
      </ul>
      <AddBar depth={depth} onAdd={props.onAdd} />
    </fieldset>
  );
}

function AnyRow(props: GroupProps & { readonly row: Row }) {
  const { row, onChange, depth } = props;
  const t = useT();
  const words = useNodeWords();
  const remove = () => onChange(row.key, () => null);
  if (row.kind === 'group') {
    const change = (next: (group: GroupRow) => GroupRow) => onChange(row.key, (old) => (old.kind === 'group' ? next(old) : old));
    return (
      <BuilderGroup
        {...props}
        group={row}
        depth={depth + 1}
        onMode={(mode) => change((group) => ({ ...group, mode }))}
        onAdd={(added) => change((group) => ({ ...group, rows: [...group.rows, added] }))}
        onRemove={remove}
      />
    );
  }
  return (
    <div className={`builder-row is-${row.kind}`}>
      {row.kind === 'condition' && <OwnRow row={row} onChange={onChange} />}
      {row.kind === 'related' && <RelatedRows row={row} onChange={onChange} />}
      {row.kind === 'segment' && <InSegment row={row} onChange={onChange} self={props.self} />}
      {row.kind === 'kept' && (
        <span className="builder-kept">
          {nodeText(words, row.node)}
          <span className="quiet">{t('segments.builder.kept')}</span>
        </span>
      )}
      <IconButton size="small" icon={<CloseOutlined aria-hidden />} label={t('segments.builder.removeRow')} onClick={remove} />
    </div>
  );
}

function OwnRow({ row, onChange }: { readonly row: ConditionRow; readonly onChange: ChangeRow }) {
  const t = useT();
  const { draft } = row;
  const own = useOwnFields((store) => store.fields);
  const options = useFieldOptions(draft);
  const fields = allColumns(own).filter(({ field }) => questionsFor(field).length > 0);
  const set = (next: FilterDraft) => onChange(row.key, (old) => ({ ...old, draft: next }) as Row);
  return (
    <>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('segments.builder.field')}
        className="row-field"
        value={draft.field}
        options={fields.map(({ field }) => ({ value: field, label: fieldLabel(t, field) }))}
        onChange={(field) => set(draftFor(field))}
        popupMatchSelectWidth={false}
      />
      <Select<Question>
        aria-label={t('segments.builder.question')}
        className="row-question"
        value={draft.question}
        options={questionsFor(draft.field).map((question) => ({ value: question, label: questionLabel(t, draft.field, question) }))}
        onChange={(question) => set({ ...draft, question })}
        popupMatchSelectWidth={false}
      />
      <RowInput
        draft={draft}
        isFigure={isFigure(draft.field)}
        options={options}
        {...(columnOf(draft.field)?.kind === 'money' && { unit: currencyOfField(draft.field) })}
        onChange={(patch) => set({ ...draft, ...patch })}
      />
    </>
  );
}

const HOW_MANY: readonly HowMany[] = ['some', 'none', 'atLeast', 'atMost', 'between'];

function RelatedRows({ row, onChange }: { readonly row: RelatedRow; readonly onChange: ChangeRow }) {
  const t = useT();
  const set = (patch: Partial<RelatedRow>) => onChange(row.key, (old) => ({ ...old, ...patch }) as Row);
  return (
    <div className="builder-related">
      <div className="builder-line">
        <Select<HowMany>
          aria-label={t('segments.builder.howMany')}
          value={row.howMany}
          options={HOW_MANY.map((one) => ({ value: one, label: t(`segments.howMany.${one}`) }))}
          onChange={(howMany) => set({ howMany })}
          popupMatchSelectWidth={false}
        />
        {(row.howMany === 'atLeast' || row.howMany === 'between') && <Times label={t('segments.builder.from')} value={row.min} onChange={(min) => set({ min })} />}
        {(row.howMany === 'atMost' || row.howMany === 'between') && <Times label={t('segments.builder.to')} value={row.max} onChange={(max) => set({ max })} />}
        <strong>{t(`segments.related.${row.of}`)}</strong>
      </div>
      {row.where.map((draft) => (
        <WhereRow
          key={draft.key}
          of={row.of}
          draft={draft}
          onChange={(next) => set({ where: row.where.flatMap((one) => (one.key !== draft.key ? [one] : next ? [{ ...next, key: one.key }] : [])) })}
        />
      ))}
      <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={() => set({ where: [...row.where, newWhere(row.of, nextField(row))] })}>
        {t('segments.builder.addWhere')}
      </Button>
    </div>
  );
}

/** The next field that is not asked yet. */
function nextField(row: RelatedRow): string {
  const all: readonly RelatedField[] = relatedKinds[row.of];
  return (all.find(({ name }) => !row.where.some((one) => one.field === name)) ?? all[0]!).name;
}

function Times(props: { readonly label: string; readonly value: number; readonly onChange: (value: number) => void }) {
  const t = useT();
  return <InputNumber controls={false} aria-label={`${t('segments.builder.times')}: ${props.label}`} className="row-times" min={0} max={9999} precision={0} value={props.value} onChange={(value) => props.onChange(value ?? 0)} />;
}

function WhereRow(props: { readonly of: RelatedKind; readonly draft: FilterDraft; readonly onChange: (draft: FilterDraft | null) => void }) {
  const t = useT();
  const { of, draft, onChange } = props;
  const field = relatedField(of, draft.field);
  const isMoney = field?.kind === 'money';
  const categories = useCategories(draft.field === 'category');
  const words = Array.isArray(field?.choices) ? (field.choices as readonly string[]) : draft.field === 'currency' ? CURRENCIES : categories;
  return (
    <div className="builder-line is-where">
      <Select
        aria-label={t('segments.builder.field')}
        className="row-where"
        value={draft.field}
        options={relatedKinds[of].map(({ name }) => ({ value: name, label: whereLabel(t, of, name) }))}
        onChange={(name: string) => onChange(newWhere(of, name))}
        popupMatchSelectWidth={false}
      />
      <Select<Question>
        aria-label={t('segments.builder.question')}
        className="row-question"
        value={draft.question}
        options={relatedQuestions(of, draft.field).map((question) => ({ value: question, label: askLabel(t, question) }))}
        onChange={(question) => onChange({ ...draft, question })}
        popupMatchSelectWidth={false}
      />
      <RowInput
        draft={draft}
        isFigure={isMoney || field?.kind === 'quantity'}
        isOpen={draft.field === 'category' || draft.field === 'currency'}
        options={words.map((value) => ({ value, label: whereValue(t, draft.field, value) }))}
        {...(isMoney && { unit: currencyOfField() })}
        onChange={(patch) => onChange({ ...draft, ...patch })}
      />
      <IconButton size="small" icon={<CloseOutlined aria-hidden />} label={t('segments.builder.removeRow')} onClick={() => onChange(null)} />
    </div>
  );
}

/** The categories of the products. */
function useCategories(wanted: boolean): readonly string[] {
  return useApiQuery('products.categories', {}, { enabled: wanted, select: (found) => found.categories.map(({ name }) => name) }).data ?? [];
}

function InSegment({ row, onChange, self }: { readonly row: SegmentRow; readonly onChange: ChangeRow; readonly self: number | undefined }) {
  const t = useT();
  const { segments } = useSegments();
  const set = (patch: Partial<SegmentRow>) => onChange(row.key, (old) => ({ ...old, ...patch }) as Row);
  return (
    <div className="builder-line">
      <Select
        aria-label={t('segments.builder.question')}
        value={row.not ? 'not' : 'in'}
        options={[{ value: 'in', label: t('segments.builder.in') }, { value: 'not', label: t('segments.builder.notIn') }]}
        onChange={(value) => set({ not: value === 'not' })}
        popupMatchSelectWidth={false}
      />
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('segments.builder.segment')}
        className="row-segment"
        placeholder={t('segments.builder.segment')}
        value={row.id}
        notFoundContent={t('segments.empty.text')}
        options={segments.filter(({ id }) => id !== self).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => set({ id })}
        popupMatchSelectWidth={false}
      />
    </div>
  );
}

function AddBar({ depth, onAdd }: { readonly depth: number; readonly onAdd: (row: Row) => void }) {
  const t = useT();
  const kinds = RELATED_KINDS.map((of) => ({ key: of, label: t(`segments.related.${of}`), onClick: () => onAdd(newRelated(of)) }));
  return (
    <div className="builder-add">
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onAdd(newCondition())}>
        {t('segments.builder.addCondition')}
      </Button>
      <Dropdown trigger={['click']} menu={{ items: kinds }}>
        <Button size="small" icon={<PlusOutlined aria-hidden />} aria-haspopup="menu">
          {t('segments.builder.addRelated')}
        </Button>
      </Dropdown>
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onAdd(newSegment())}>
        {t('segments.builder.addSegment')}
      </Button>
      {depth < MAX_NESTED && (
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onAdd(newGroup('any', [newCondition()]))}>
          {t('segments.builder.addGroup')}
        </Button>
      )}
    </div>
  );
}
