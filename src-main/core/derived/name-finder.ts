/** Customers of the same name, or one that sounds the same, through the search index. */
import { namePinyin } from '../kernel/pinyin.ts';
import { walkMatches } from './index/search.ts';
import type { SearchDeps } from './index/search.ts';
import { foldText } from './text/fold.ts';
import { parseQuery } from './text/query.ts';

/** Rows looked at before the search for more is given up: some 10 ms. */
const MAX_LOOKED_AT = 2000;

/** Living customers whose folded name is equal (`same`), then those whose pinyin is; newest first. */
export function findNames(deps: SearchDeps, name: string, limit: number): { readonly id: number; readonly same: boolean }[] {
  const wanted = foldText(name).replace(/\s+/g, ' ').trim();
  const sound = namePinyin(name).full;
  const equal: number[] = [];
  const alike: number[] = [];
  // All syllables as one word find equal sounds only; a name without letters is sought as it is.
  const query = parseQuery(sound === '' ? wanted : sound.replaceAll(' ', ''));
  if (!query || wanted === '') return [];
  let looked = 0;
  for (const slot of walkMatches(deps, query, 0, true)) {
    const id = deps.slots.idAt(slot);
    const row = deps.nameOf(id);
    if (!row) continue;
    if (foldText(row.name).replace(/\s+/g, ' ').trim() === wanted) equal.push(id);
    else if (sound !== '' && row.pinyin === sound && alike.length < limit) alike.push(id);
    if (equal.length >= limit || ++looked >= MAX_LOOKED_AT) break;
  }
  return [...equal.map((id) => ({ id, same: true })), ...alike.map((id) => ({ id, same: false }))].slice(0, limit);
}
