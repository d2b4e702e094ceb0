import { Input, Select, type InputRef } from 'antd';
import { useDeferredValue, useRef, useState } from 'react';
import { useApiQuery } from '../../lib/api.ts';
import { hasText, useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { Field } from '../../ui/Field.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { customText, faultOf } from '../common/field-values.ts';

type Problem = NonNullable<Output<'fields.check'>['problem']>;

/** What is wrong, in words. */
function problemText(t: Translate, { code, facts }: Problem): string {
  const word = (value: string | number): string | number => {
    const key = `customFields.formula.types.${value}`;
    return hasText(key) ? t(key) : value;
  };
  const typed = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, word(value)]));
  const key = `customFields.formula.problems.${code}`;
  return hasText(key) ? t(key, typed) : t('customFields.formula.fix');
}

/** A formula with its fields at hand, the wrong place marked, and its value for a real customer while it is written. */
export function FormulaEditor({ value, id, onChange }: { readonly value: string; readonly id?: number; readonly onChange: (formula: string) => void }) {
  const t = useT();
  const names = useApiQuery('fields.names', {}).data?.names ?? [];
  const [customerId, setCustomerId] = useState<number | null>(null);
  const input = useRef<InputRef & { resizableTextArea?: { textArea: HTMLTextAreaElement } }>(null);
  const insert = (text: string): void => {
    const area = input.current?.resizableTextArea?.textArea;
    const at = area?.selectionStart ?? value.length;
    onChange(value.slice(0, at) + text + value.slice(area?.selectionEnd ?? at));
    area?.focus();
  };
  return (
    <div className="formula-editor">
      <Field label={t('customFields.formula.label')} hint={t('customFields.formula.hint')}>
        <Input.TextArea ref={input} className="tabular formula-text" value={value} maxLength={2000} rows={3} spellCheck={false} placeholder={t('customFields.formula.placeholder')} onChange={(event) => onChange(event.target.value)} />
      </Field>
      <div className="formula-tools">
        <Select<string>
          showSearch
          value={null}
          placeholder={t('customFields.formula.insertField')}
          aria-label={t('customFields.formula.insertField')}
          options={names.map((name) => ({ value: name.label, label: `${name.label} · ${t(`customFields.formula.types.${name.type}`)}` }))}
          onChange={(label) => insert(`[${label}]`)}
        />
        <Select<string>
          value={null}
          placeholder={t('customFields.formula.insertFunction')}
          aria-label={t('customFields.formula.insertFunction')}
          options={EXAMPLES.map((key) => ({ value: t(`customFields.formula.examples.${key}.text`), label: t(`customFields.formula.examples.${key}.name`) }))}
          onChange={insert}
        />
      </div>
      {value.trim() !== '' && <Preview value={value} customerId={customerId} onCustomer={setCustomerId} {...(id !== undefined && { id })} />}
    </div>
  );
}

const EXAMPLES = ['if', 'days', 'age', 'round', 'join', 'left', 'empty', 'adddays', 'has'] as const;

function Preview(props: { readonly value: string; readonly id?: number; readonly customerId: number | null; readonly onCustomer: (id: number) => void }) {
  const t = useT();
  const language = useLanguage();
  const formula = useDeferredValue(props.value);
  const check = useApiQuery('fields.check', { formula, ...(props.id !== undefined && { id: props.id }), ...(props.customerId !== null && { customerId: props.customerId }) }, { placeholderData: (before) => before }).data;
  if (check === undefined) return null;
  if (check.problem !== null) {
    const { at, length } = check.problem;
    return (
      <div className="formula-problem" role="alert">
        <p>{problemText(t, check.problem)}</p>
        <code aria-hidden="true">
          {formula.slice(Math.max(0, at - 24), at)}
          <mark>{formula.slice(at, at + length) || '␣'}</mark>
          {formula.slice(at + length, at + length + 24)}
        </code>
      </div>
    );
  }
  const { example, result } = check;
  const text = example === null ? '' : customText({ t, language }, { kind: 'formula', result, unit: null, currency: null }, example.value);
  return (
    <div className="formula-preview">
      <p role="status">
        {t('customFields.formula.gives', { type: t(`customFields.formula.types.${result ?? 'text'}`) })}
        {example !== null && (
          <>
            {' '}
            {t('customFields.formula.example', { name: example.name })}{' '}
            <output className={faultOf(example.value) === null ? '' : 'cell-fault'}>{text === '' ? t('customFields.formula.nothing') : text}</output>
          </>
        )}
      </p>
      <CustomerPick value={null} label={t('customFields.formula.other')} placeholder={t('customFields.formula.other')} onPick={(one) => props.onCustomer(one.id)} />
    </div>
  );
}
