/** What a column can become, as the choices of a select and back. */
import { CONSENT_COLUMNS } from '../../../shared/modules/consents.ts';
import { customerFields } from '../../../shared/modules/customers.ts';
import type { ColumnTarget } from '../../../shared/modules/transfer.ts';
import type { Translate } from '../../lib/i18n.ts';
import { customName, fieldName, ownField, shownFields, useOwnFields } from '../../lib/own-fields.ts';

type FieldTarget = Extract<ColumnTarget, { to: 'field' }>;
export type NewTarget = Extract<ColumnTarget, { to: 'newField' }>;
const NOT_FILLED = new Set(['formula', 'file']);
type Part = NonNullable<FieldTarget['part']>;

const IDENTITY = ['name', 'familyName', 'givenName', 'code', 'kind', 'gender', 'birthday', 'company', 'title'] as const;
const CONTACT = ['phones', 'wechats', 'emails', 'addresses'] as const;
const ADDRESS_PARTS: readonly Part[] = ['province', 'city', 'district', 'street', 'postcode'];

const isNamePart = (part: Part | undefined): part is 'familyName' | 'givenName' => part === 'familyName' || part === 'givenName';

/** The choice a target stands for: `ignore`, `extra`, `field:phones`, `field:birthday::lunar`. */
export function targetKey(target: ColumnTarget): string {
  if (target.to === 'newField') return `new:${target.kind}:${target.label}`;
  if (target.to !== 'field') return target.to;
  if (target.field.startsWith('custom:')) return target.field;
  // Mappings kept from before 姓 and 名 were fields.
  if (isNamePart(target.part)) return `field:${target.part}`;
  const lunar = target.calendar === 'lunar' ? '::lunar' : '';
  return `field:${target.field}${target.part === undefined ? lunar : `:${target.part}`}`;
}

/** The target of a choice. What the old target knew besides (label, date order) is kept while the field stays the same. */
export function targetOf(key: string, before: ColumnTarget): ColumnTarget {
  if (key === 'ignore' || key === 'extra') return { to: key };
  if (key.startsWith('custom:')) {
    const own = ownField(key);
    return { to: 'field', field: key, ...(own && { kind: own.kind }), ...(before.to === 'field' && before.field === key && before.dateOrder !== undefined && { dateOrder: before.dateOrder }) };
  }
  if (key.startsWith('new:')) {
    const [, kind = 'text', ...label] = key.split(':');
    return { to: 'newField', kind: kind as NewTarget['kind'], label: label.join(':') };
  }
  const [, field = '', part = '', calendar = ''] = key.split(':');
  const same = before.to === 'field' && before.field === field ? before : null;
  return {
    to: 'field',
    field,
    ...(part !== '' && { part: part as Part }),
    ...(calendar === 'lunar' && { calendar }),
    ...(same?.label !== undefined && { label: same.label }),
    ...(same?.dateOrder !== undefined && { dateOrder: same.dateOrder }),
  };
}

/** True for fields whose cells are dates. */
export function isDate(target: ColumnTarget): target is FieldTarget {
  return target.to === 'field' && (target.field === 'birthday' || target.field === 'createdAt' || target.field === 'verifiedOn' || target.field === 'noticeOn' || target.field === 'consentOn' || target.kind === 'date');
}

/** The name of what a column becomes, for sentences. */
export function targetName(t: Translate, target: ColumnTarget): string {
  if (target.to === 'newField') return t('customFields.import.newFieldOf', { label: target.label, kind: t(`customFields.kind.${target.kind}`) });
  if (target.to !== 'field') return t(target.to === 'extra' ? 'transfer.columns.extra' : 'transfer.columns.ignore');
  if (isNamePart(target.part)) return fieldName(t, target.part);
  if (target.part !== undefined) return t(`fields.part.${target.part}`);
  if (target.calendar === 'lunar') return t('transfer.columns.lunarBirthday');
  return fieldName(t, target.field);
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The choices, grouped; fields that cannot be imported are left out. */
export function targetOptions(t: Translate): { label: string; options: Option[] }[] {
  const own = shownFields(useOwnFields.getState().fields)
    .filter((f) => !NOT_FILLED.has(f.kind))
    .map((f) => ({ value: customName(f.id), label: f.label }));
  const importable = customerFields.filter((field) => field.importable && field.name !== 'extra').map((field) => field.name);
  const grouped = new Set<string>([...IDENTITY, ...CONTACT]);
  const option = (target: ColumnTarget): Option => ({ value: targetKey(target), label: targetName(t, target) });
  const field = (name: string): Option => option({ to: 'field', field: name });
  const parts = (name: string, list: readonly Part[]): Option[] => list.map((part) => option({ to: 'field', field: name, part }));
  const lunar = option({ to: 'field', field: 'birthday', calendar: 'lunar' });
  return [
    { label: t('transfer.columns.groups.rest'), options: [option({ to: 'extra' }), option({ to: 'ignore' })] },
    {
      label: t('transfer.columns.groups.identity'),
      options: IDENTITY.flatMap((name) => [
        field(name),
        ...(name === 'birthday' ? [lunar] : []),
      ]),
    },
    {
      label: t('transfer.columns.groups.contact'),
      options: CONTACT.flatMap((name) => [field(name), ...(name === 'addresses' ? parts(name, ADDRESS_PARTS) : [])]),
    },
    ...(own.length > 0 ? [{ label: t('customFields.page.own'), options: own }] : []),
    { label: t('transfer.columns.groups.more'), options: [...importable.filter((name) => !grouped.has(name)), ...CONSENT_COLUMNS].map(field) },
  ];
}

/** The columns whose question about dates is still open: by index. */
export function openQuestions(
  columns: readonly { readonly index: number; readonly ambiguousDate: unknown }[],
  targets: readonly ColumnTarget[],
): readonly number[] {
  return columns
    .filter((column) => {
      const target = targets[column.index];
      return column.ambiguousDate !== null && target !== undefined && isDate(target) && target.dateOrder === undefined;
    })
    .map((column) => column.index);
}
