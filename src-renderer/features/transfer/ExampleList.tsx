import { fieldName as fieldNameOf, ownField } from '../../lib/own-fields.ts';
import { customText } from '../common/field-values.ts';
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import type { ImportPreview } from '../../../shared/modules/transfer.ts';
import { formatBirthday, formatDateTime, formatPhone } from '../../lib/format.ts';
import { hasText, useLanguage, useT, type TextKey, type Translate } from '../../lib/i18n.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { issueText } from './IssueTable.tsx';

type Example = ImportPreview['examples'][number];

/** A few rows as they will be written: every value under its field's name. */
export function ExampleList({ examples }: { readonly examples: readonly Example[] }) {
  const t = useT();
  const language = useLanguage();
  return (
    <ul className="examples">
      {examples.map((example) => (
        <li key={example.row}>
          <span className="example-row quiet tabular">{t('transfer.preview.row', { row: example.row })}</span>
          <div>
            <strong>{example.name}</strong>
            {example.matchName !== null && (
              <span className="example-match">
                {t('transfer.preview.matches', { name: example.matchName })}
                {example.matchedBy !== null && hasText(`transfer.preview.matchedBy.${example.matchedBy}`) && (
                  <span className="quiet"> · {t(`transfer.preview.matchedBy.${example.matchedBy}` as TextKey)}</span>
                )}
              </span>
            )}
            <dl>
              {Object.entries(example.values)
                // The name stands above; a person is what everybody is unless said otherwise.
                .filter(([field, value]) => field !== 'name' && !(field === 'kind' && value === 'individual'))
                .map(([field, value]) => ({ field, text: shownValue(t, language, field, value) }))
                .filter(({ text }) => text !== '')
                .map(({ field, text }) => (
                  <div key={field}>
                    <dt>{fieldName(t, field)}</dt>
                    <dd>{text}</dd>
                  </div>
                ))}
            </dl>
            {example.issues.map((issue, index) => (
              <p key={index} className={issue.severity === 'error' ? 'field-error' : 'field-hint'}>
                {issue.column !== null && `${issue.column}: `}
                {issueText(t, issue)}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function fieldName(t: Translate, field: string): string {
  if (field === 'custom') return t('customFields.page.own');
  const key = field === 'tagNames' ? 'fields.customer.tags' : `fields.customer.${field}`;
  return hasText(key) ? t(key) : field;
}

function customValue(t: Translate, language: Language, id: string, value: unknown): string {
  const own = ownField(`custom:${id}`);
  return own ? customText({ t, language }, own, value) : String(value);
}

/** A value of any field as one line; `''` for what needs no line. */
export function shownValue(t: Translate, language: Language, field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => shownValue(t, language, field, one)).join('、');
  if (typeof value === 'object') {
    if ('value' in value) return field === 'phones' ? formatPhone(String(value.value)) : String(value.value);
    return Object.entries(value)
      .map(([name, text]) => `${/^\d+$/.test(name) ? fieldNameOf(t, `custom:${name}`) : name}: ${field === 'custom' ? customValue(t, language, name, text) : String(text)}`)
      .join(' · ');
  }
  if (field === 'createdAt' && typeof value === 'number') return formatDateTime(value, language);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (field === 'birthday') {
    const date = parsePartialDate(text);
    return date === null ? text : formatBirthday(date, language);
  }
  const key = `fields.${field}.${text}`;
  return hasText(key) ? t(key) : text;
}
