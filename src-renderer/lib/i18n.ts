/**
 * Owner of i18next. Keys are dotted paths into shared/i18n, checked by the compiler; numbers in a sentence are written the way the
 * language writes them; switching the language re-renders the window without a restart.
 */
import i18next from 'i18next';
import { useCallback, useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../shared/modules/words.ts';
import { texts, type TextKey } from '../../shared/i18n/index.ts';

export type { TextKey } from '../../shared/i18n/index.ts';
export type Vars = Readonly<Record<string, string | number | null | undefined>>;
export type Translate = (key: TextKey, vars?: Vars) => string;

/** The system's language when it is one of ours: any Chinese counts as 中文, everything else as English. */
export function systemLanguage(): Language {
  return navigator.languages.some((tag, index) => index === 0 && tag.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en';
}

/** Loads the texts; called once before the first render, in tests per file. */
export function startI18n(language: Language): void {
  for (const known of Object.values(whole)) known.clear();
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { 'zh-CN': { translation: texts['zh-CN'] }, en: { translation: texts.en } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

/** Switches the language of everything on screen. */
export function setLanguage(language: Language): void {
  if (i18next.language === language) return;
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The language on screen now; inside components use `useLanguage`. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

const numberFormats: Readonly<Record<Language, Intl.NumberFormat>> = { 'zh-CN': new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') };
/** Sentences without a gap to fill, by language and key: lists ask for the same few in every row. */
const whole: Readonly<Record<Language, Map<string, string>>> = { 'zh-CN': new Map(), en: new Map() };

/** One sentence in the given language; `count` also chooses between singular and plural. */
export function translate(language: Language, key: TextKey, vars?: Vars): string {
  if (vars !== undefined) return fillIn(language, key, vars);
  const known = whole[language].get(key);
  if (known !== undefined) return known;
  const text = fillIn(language, key, {});
  whole[language].set(key, text);
  return text;
}

function fillIn(language: Language, key: TextKey, vars: Vars): string {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(vars)) shown[name] = typeof value === 'number' ? numberFormats[language].format(value) : (value ?? '');
  const count = vars['count'];
  const text: string = i18next.t(key, { lng: language, replace: shown, ...(typeof count === 'number' && { count }) });
  return text;
}

/** True when there is a text for a key made at run time (error codes, words of the book). */
export function hasText(key: string): key is TextKey {
  return i18next.exists(key) || i18next.exists(key, { count: 2 });
}

/** The words for this component, in the language on screen. */
export function useT(): Translate {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useCallback((key, vars) => translate(language, key, vars), [language]);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return useMemo(() => (i18n.language === 'en' ? 'en' : 'zh-CN'), [i18n.language]);
}
