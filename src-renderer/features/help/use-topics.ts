import { useEffect, useState } from 'react';
import type { Language } from '../../../shared/modules/words.ts';
import { useLanguage } from '../../lib/i18n.ts';
import type { Topics } from './search.ts';

const load: Readonly<Record<Language, () => Promise<Topics>>> = {
  'zh-CN': () => import('./topics/zh-CN/index.ts').then((m) => m.topics),
  en: () => import('./topics/en/index.ts').then((m) => m.topics),
};

/** The texts in the language on screen; `null` until they are there. Each language is loaded when first read in. */
export function useTopics(): Topics | null {
  const language = useLanguage();
  const [loaded, setLoaded] = useState<{ readonly language: Language; readonly topics: Topics } | null>(null);
  useEffect(() => {
    let gone = false;
    void load[language]().then((topics) => !gone && setLoaded({ language, topics }));
    return () => {
      gone = true;
    };
  }, [language]);
  return loaded?.language === language ? loaded.topics : null;
}
