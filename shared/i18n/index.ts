/** Every text a person can read, in both languages. zh-CN is the source of the keys; `en` must have the same ones (see en/index.ts). */
import { zhCN } from './zh-CN/index.ts';
import { en } from './en/index.ts';
import type { Language } from '../modules/words.ts';

/** All dotted paths to a sentence. Chinese has no plural forms, so its keys carry no `_one`/`_other`. */
type Leaves<T> = { readonly [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

export type TextKey = Leaves<typeof zhCN>;

export const texts = { 'zh-CN': zhCN, en } as const satisfies Record<Language, object>;
