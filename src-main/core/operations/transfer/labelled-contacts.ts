/**
 * Several phones, e-mails or addresses with their labels in one cell, as an export writes and
 * an import reads them back to the same: `13800000000（公司）; 13900000000（家）`. The heading says
 * so (`手机（标签）`), because in other people's files a bracket at the end of an address is part
 * of the address.
 */
import type { ContactValue } from '../../../../shared/modules/fields.ts';
import type { Language } from '../../../../shared/modules/words.ts';

const HEADING = /[（(]\s*(?:标签|label)\s*[）)]$/i;
const SPECIAL = /[\\;；（()）]/g;

/** The heading of a column whose cells carry labels. */
export function labelledHeading(heading: string, language: Language): string {
  return language === 'zh-CN' ? `${heading}（标签）` : `${heading} (label)`;
}

/** True for a heading that `labelledHeading` made; the number that tells two equal headings apart does not matter. */
export function isLabelledHeading(header: string): boolean {
  return HEADING.test(header.replace(/ \d+$/, '').trim());
}

/** One cell. What would be taken for a bracket or a separator gets a backslash before it. */
export function writeContacts(list: readonly ContactValue[], language: Language): string {
  const [open, close] = language === 'zh-CN' ? ['（', '）'] : [' (', ')'];
  return list.map(({ value, label }) => escape(value) + (label ? `${open}${escape(label)}${close}` : '')).join('; ');
}

function escape(text: string): string {
  return text.replace(SPECIAL, String.raw`\$&`);
}

/**
 * Reads a cell of such a column; any bracket and semicolon will do, as people mend files by
 * hand. A bracket without its partner, or with text behind it, belongs to the value.
 */
export function readContacts(text: string): ContactValue[] {
  return split(text).flatMap((part): ContactValue[] => {
    const found = /^((?:\\[^]|[^\\])*?)[（(]((?:\\[^]|[^\\（()）])+)[）)]$/.exec(part);
    const value = unescape(found?.[1] ?? part).trim();
    const label = found ? unescape(found[2] ?? '').trim() : '';
    if (value === '') return found && label !== '' ? [{ value: label }] : [];
    return [label === '' ? { value } : { value, label }];
  });
}

/** At every semicolon without a backslash before it. */
function split(text: string): string[] {
  return (text.match(/(?:\\[^]|[^\\;；])+|\\$/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

function unescape(text: string): string {
  return text.replace(/\\([\\;；（()）])/g, '$1');
}
