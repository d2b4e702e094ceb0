/** The few sentences a host itself says, on the terminal and in the menus of the system. */
import type { Language } from '../../../shared/modules/words.ts';
import { hosts as english } from '../../../shared/i18n/en/hosts.ts';
import { hosts as chinese } from '../../../shared/i18n/zh-CN/hosts.ts';

export type HostTexts = { readonly [K in keyof typeof chinese]: string };

/** All sentences of the hosts in one language. */
export function hostTexts(language: Language): HostTexts {
  return language === 'zh-CN' ? chinese : english;
}

/** Fills `{{name}}` places. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
