import { Button, Input, Rate, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState, type ComponentProps, type KeyboardEvent } from 'react';
import { checkRules, readIdCard } from '../../../shared/kernel/standards.ts';
import { exponentOf } from '../../../shared/kernel/money.ts';
import type { CustomField, CustomValue } from '../../../shared/modules/custom-fields.ts';
import type { Customer, CustomerPatch } from '../../../shared/modules/customers.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { keepForm } from '../../lib/kept-forms.ts';
import { Field } from '../../ui/Field.tsx';
import { wordsOf } from './choice-words.ts';
import { DayInput } from './DayInput.tsx';
import { FileInput } from './FileInput.tsx';
import { LinkInput } from './LinkInput.tsx';
import { LunarInput } from './LunarInput.tsx';
import { ruleText } from './rule-words.ts';
import { KeptText } from '../common/KeptText.tsx';
import { customText, faultOf, readTyped, typedText } from '../common/field-values.ts';

export interface FieldInputProps {
  readonly field: CustomField;
  readonly value: Customer['custom'][string];
  /** As it was typed, when tidying changed it. */
  readonly original: string | null;
  readonly customer?: Customer;
  /** `typed`: the text as written, when the value is another. */
  readonly onSave: (value: CustomValue | null, typed: string | null) => void;
  /** What an identity number tells of the person. */
  readonly onSaveAlso?: (patch: CustomerPatch) => void;
  /** Errors are shown from the start (a form that was tried). */
  readonly tried?: boolean;
}

const today = (): string => dayjs().format('YYYY-MM-DD');

/** One custom field with the editor of its kind. The owner's required and format rules are errors here; everything else only warns. */
export function FieldInput(props: FieldInputProps) {
  const { field } = props;
  const t = useT();
  const value = props.value as CustomValue | null;
  if (field.kind === 'formula') return <FormulaValue {...props} />;
  const pick = (next: CustomValue | null): void => props.onSave(next, null);
  const wrap = (control: ComponentProps<typeof Field>['children']) => <Wrapped {...props}>{control}</Wrapped>;
  switch (field.kind) {
    case 'choice':
    case 'yesNo': {
      const words = wordsOf(t, field, value);
      return wrap(
        <Select<string>
          allowClear
          variant="filled"
          showSearch={field.kind === 'choice'}
          placeholder={t('profile.choice.none')}
          value={value === null ? undefined : String(value)}
          options={words.map((word) => ({ value: String(word.value), label: word.label }))}
          onChange={(next?: string) => pick(words.find((word) => String(word.value) === next)?.value ?? null)}
        />,
      );
    }
    case 'multiChoice':
      return wrap(
        <Select<string[]>
          mode="multiple"
          allowClear
          variant="filled"
          placeholder={t('profile.choice.none')}
          value={Array.isArray(value) ? value.map(String) : []}
          options={wordsOf(t, field, value).map((word) => ({ value: String(word.value), label: word.label }))}
          onChange={(next) => pick(next.length === 0 ? null : next)}
        />,
      );
    case 'rating':
      return (
        <div className="field" role="group" aria-label={field.label}>
          <span className="own-label">{field.label}</span>
          <Rate value={typeof value === 'number' ? value : 0} onChange={(stars) => pick(stars === 0 ? null : stars)} />
        </div>
      );
    case 'lunarDate':
      return <LunarInput label={field.label} value={typeof value === 'string' ? value : null} onSave={pick} />;
    case 'link':
      return wrap(<LinkInput label={field.label} value={typeof value === 'number' ? value : null} except={props.customer ? [props.customer.id] : []} onSave={pick} />);
    case 'file':
      return props.customer ? <FileInput label={field.label} customerId={props.customer.id} value={Array.isArray(value) ? value.map(Number) : []} onSave={(ids) => pick(ids.length === 0 ? null : [...ids])} /> : null;
    default:
      return <TypedInput {...props} />;
  }
}

/** Problems of a value: errors stop a save, warnings stand beside it. */
function problemsOf(t: Translate, field: CustomField, value: CustomValue | null) {
  const shown = field.kind === 'money' && typeof value === 'number' ? value / 10 ** exponentOf(field.currency ?? 'CNY') : value;
  const found = checkRules(field.rules, shown, today());
  return { error: found.find((p) => p.severity === 'error'), warning: found.find((p) => p.severity === 'warning'), words: (p: (typeof found)[number]) => ruleText(t, p) };
}

function Wrapped(props: FieldInputProps & Pick<ComponentProps<typeof Field>, 'children'>) {
  const t = useT();
  const { field } = props;
  const { error, warning, words } = problemsOf(t, field, props.value as CustomValue | null);
  return (
    <Field label={field.label} required={field.rules.required === true} error={props.tried === true && error ? words(error) : undefined} hint={warning && !props.customer ? words(warning) : undefined}>
      {props.children}
    </Field>
  );
}

/** Text, figures and dates: tidied when left, with the original kept and shown; Esc puts back what was there. */
function TypedInput(props: FieldInputProps) {
  const { field } = props;
  const t = useT();
  const stored = typedText(field, props.value);
  const [text, setText] = useState(stored);
  const [problem, setProblem] = useState<string | undefined>();
  const about = props.customer ? `${props.customer.id}:custom:${field.id}` : null;
  const keepText = (typed: string | null): void => void (about !== null && keepForm('customer.edit', about, typed));
  const followed = useRef(stored);
  useEffect(() => {
    const before = followed.current;
    followed.current = stored;
    setText((now) => (now === before ? stored : now));
  }, [stored]);
  const commit = (typed: string): void => {
    if (typed === stored) {
      keepText(null);
      return setProblem(undefined);
    }
    const reading = readTyped(field, typed, today());
    if (!reading.ok) return setProblem(t(`customFields.problem.${reading.problem}`));
    const { error, words } = problemsOf(t, field, reading.value);
    if (error) return setProblem(words(error));
    setProblem(undefined);
    keepText(null);
    followed.current = typedText(field, reading.value);
    setText(followed.current);
    if (reading.value !== (props.value ?? null)) props.onSave(reading.value, reading.original ?? null);
  };
  const { warning, error, words } = problemsOf(t, field, props.value as CustomValue | null);
  const shared = {
    value: text,
    placeholder: field.kind === 'date' ? t('customFields.datePlaceholder') : t('profile.empty'),
    variant: 'filled' as const,
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value);
      keepText(event.target.value === stored ? null : event.target.value);
      setProblem(undefined);
    },
    onBlur: () => commit(text),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape' && text !== stored) {
        event.stopPropagation();
        setText(stored);
        keepText(null);
        setProblem(undefined);
      } else if (event.key === 'Enter' && (field.kind !== 'longText' || event.ctrlKey || event.metaKey)) commit(text);
    },
  };
  const isFigure = field.kind === 'number' || field.kind === 'money';
  const control =
    field.kind === 'longText' ? (
      <Input.TextArea {...shared} rows={2} className="grows" />
    ) : field.kind === 'date' ? (
      <DayInput {...shared} iso={typeof props.value === 'string' ? props.value : null} label={field.label} onPick={commit} />
    ) : (
      <Input {...shared} className={isFigure || field.kind === 'phone' ? 'tabular private' : ''} inputMode={isFigure ? 'decimal' : field.kind === 'phone' ? 'tel' : 'text'} {...(field.unit !== null && { suffix: field.unit })} {...(field.kind === 'money' && { prefix: currencySign(field.currency ?? 'CNY') })} />
    );
  const shownProblem = problem ?? (props.tried === true && error ? words(error) : undefined);
  return (
    <>
      <Field label={field.label} required={field.rules.required === true} error={shownProblem} hint={warning && !props.customer ? <span className="own-warning">{words(warning)}</span> : undefined}>
        {control}
      </Field>
      {about !== null && (
        <KeptText
          about={about}
          shown={text}
          onUse={(kept) => {
            setText(kept);
            commit(kept);
          }}
        />
      )}
      {props.original !== null && <p className="own-original quiet">{t('customFields.original', { text: props.original })}</p>}
      <IdCardOffer {...props} />
    </>
  );
}

/** Birthday and gender as an ID card tells them, offered where the record has something else. */
function IdCardOffer({ field, value, customer, onSaveAlso }: FieldInputProps) {
  const t = useT();
  if (field.rules.format !== 'idCard' || typeof value !== 'string' || !customer || !onSaveAlso) return null;
  const id = readIdCard(value);
  if (!id?.checkDigitRight) return null;
  const birthday = `S${id.birthday}`;
  if (customer.birthday === birthday && customer.gender === id.gender) return null;
  return (
    <Button type="link" size="small" className="own-offer" onClick={() => onSaveAlso({ birthday, gender: id.gender })}>
      {t('customFields.idOffer', { birthday: id.birthday, gender: t(`fields.gender.${id.gender}`) })}
    </Button>
  );
}

/** `¥`, `$`: the sign before an amount. */
function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** Computed, never typed; a fault is said in its place. */
function FormulaValue({ field, value }: FieldInputProps) {
  const t = useT();
  const language = useLanguage();
  const text = field.broken ? t('customFields.broken') : customText({ t, language }, field, value);
  const isBad = field.broken || faultOf(value) !== null;
  return (
    <div className="field" role="group" aria-label={field.label}>
      <span className="own-label">{field.label}</span>
      <output className={isBad ? 'own-computed cell-fault' : 'own-computed'}>{text === '' ? '—' : text}</output>
    </div>
  );
}
