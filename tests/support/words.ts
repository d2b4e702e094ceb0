/** The texts of the screens as a test names them: by key, in the language of the page, never as copied sentences. */
import i18next from 'i18next';
import { texts, type TextKey } from '../../shared/i18n/index.ts';
import type { Language } from '../../shared/modules/words.ts';

export type Words = (key: TextKey, vars?: Readonly<Record<string, string | number>>) => string;

/** Answers a sentence of one language with its variables filled in the way the window fills them. An unknown key throws. */
export function wordsOf(language: Language): Words {
  const own = i18next.createInstance();
  void own.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: texts[language] } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const numbers = new Intl.NumberFormat(language);
  return (key, vars = {}) => {
    const shown = Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, typeof value === 'number' ? numbers.format(value) : value]));
    const { count } = vars;
    const text = String(own.t(key, { replace: shown, ...(typeof count === 'number' && { count }) }));
    if (text === key) throw new Error(`no text for ${key} in ${language}`);
    return text;
  };
}
