/** Words of the fields with few fixed values (首选联系方式, 勿扰, 星标客户) in files: written in the book's language, read in both. */
import { en } from '../../../../shared/i18n/en/index.ts';
import { zhCN } from '../../../../shared/i18n/zh-CN/index.ts';
import { foldKey } from '../../../../shared/kernel/text.ts';
import type { Language } from '../../../../shared/modules/words.ts';

/** Every value of each field, by field. */
type Words = Readonly<Pick<typeof zhCN.fields, 'preferredMethod' | 'doNotContact' | 'starred' | 'consented' | 'consentMethod'>>;
export type ChoiceField = keyof Words;
export type ChoiceValue<F extends ChoiceField> = keyof Words[F] & string;

const YES = /^(?:是|有|对|y|yes|true|1|√|✓|✔)$/i;
const NO = /^(?:否|不|不是|无|没有|n|no|false|0|×|✗)$/i;
/** What 是 says in a column of the field. */
const MEANT_BY_YES: { readonly [F in ChoiceField]: ChoiceValue<F> | null } = { preferredMethod: null, doNotContact: 'all', starred: 'yes', consented: 'yes', consentMethod: null };

/** What else means a value: words of other programs, and ours of before. */
const ALSO: { readonly [F in ChoiceField]?: Readonly<Record<string, ChoiceValue<F>>> } = { starred: { 重点: 'yes', 重点客户: 'yes', important: 'yes' } };

function wordsIn(language: Language, field: ChoiceField): Readonly<Record<string, string>> {
  return (language === 'en' ? en : zhCN).fields[field];
}

/** The word for a stored value; `null` when the field has no words of its own. */
export function choiceWord(field: string, value: string, language: Language): string | null {
  return field in MEANT_BY_YES ? (wordsIn(language, field as ChoiceField)[value] ?? null) : null;
}

/** The word for a customer nobody is to be reminded of. */
export const neverWord = (language: Language): string => (language === 'en' ? en : zhCN).fields.contactEvery['0'];

/** The value a cell names; `''` for a plain no, `null` for a word nobody knows. */
export function choiceNamed<F extends ChoiceField>(field: F, text: string): ChoiceValue<F> | '' | null {
  const key = foldKey(text);
  for (const language of ['zh-CN', 'en'] as const) {
    const found = Object.entries(wordsIn(language, field)).find(([value, word]) => foldKey(word) === key || value === key);
    if (found) return found[0] as ChoiceValue<F>;
  }
  const also = ALSO[field]?.[key];
  if (also !== undefined) return also;
  const yes = MEANT_BY_YES[field];
  // Ticks and crosses are no letters: of them the key keeps nothing.
  const sign = text.trim();
  if (yes !== null && YES.test(sign)) return yes;
  return yes !== null && NO.test(sign) ? '' : null;
}
