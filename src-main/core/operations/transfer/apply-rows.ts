/** What one checked row does to the book: the single place where an import decides. */
import type { RowIssue } from '../../../../shared/modules/transfer.ts';
import type { Fields } from '../../changes/rows.ts';
import { nameReading } from '../../kernel/pinyin.ts';
import type { ImportDraft, RowOutcome } from './draft.ts';
import type { Example, ImportChoices } from './import-types.ts';
import type { KeyIndex } from './key-index.ts';
import { findMatch, indexKeys, matchKeys, type Match } from './matching.ts';
import { mergePatch } from './merge-row.ts';
import { matchableOf, type Shelf } from './shelf.ts';

export interface Applied {
  readonly row: number;
  readonly outcome: Example['outcome'];
  /** The row stays out of the book and goes to the error file. */
  readonly kept: boolean;
  readonly name: string;
  readonly draft: ImportDraft | null;
  readonly matchRef: number | null;
  readonly matchName: string | null;
  readonly matchedBy: string | null;
  readonly issues: readonly RowIssue[];
  /** The customer that was created or changed, and whether it was there before this row. */
  readonly ref: number | null;
}

export interface ApplyDeps {
  readonly shelf: Shelf;
  readonly index: KeyIndex;
  readonly choices: ImportChoices;
  /** Ids of tags by name, made when missing; tags beyond the limit are refused with `null`. */
  readonly tagId: (name: string) => number | null;
  /** The file says what kind of customer each row is. */
  readonly kindMapped: boolean;
}

/** Applies one row that is not blank. */
export function applyRow(deps: ApplyDeps, outcome: Exclude<RowOutcome, { kind: 'blank' }>): Applied {
  if (outcome.kind === 'error') return { ...nothing(outcome.row, outcome.name, outcome.issues), outcome: 'error', kept: true };
  const { draft, row } = outcome;
  const issues = [...outcome.issues];
  const keys = matchKeys(draft);
  const match = findMatch(deps.index, draft, keys, (ref) => deps.shelf.identity(ref));
  const known = match.kind === 'match' && deps.choices.onMatch !== 'skip' ? deps.shelf.get(match.ref) : null;
  const base = { ...nothing(row, draft.name, issues), draft, ...matchFacts(deps, match) };
  if (match.kind === 'match') return { ...base, ...joinRow(deps, draft, match.ref, known, issues) };
  if (match.kind === 'possible') {
    const leave = deps.choices.possibleDuplicates === 'skip';
    issues.push(possibleDuplicate(row, base.matchName, match.ambiguous, leave ? 'error' : 'warning'));
    if (leave) return { ...base, outcome: 'possibleDuplicate', kept: true };
  }
  const ref = deps.shelf.create(fieldsOf(deps, draft, issues));
  if (draft.consents) deps.shelf.agree(ref, draft.consents);
  indexKeys(deps.index, keys, ref);
  return { ...base, outcome: match.kind === 'possible' ? 'possibleDuplicate' : 'new', ref };
}

/** What is told of a row that only looks like somebody. */
export function possibleDuplicate(row: number, name: string | null, ambiguous: boolean, severity: 'error' | 'warning'): RowIssue {
  return { row, column: null, code: ambiguous ? 'match.ambiguous' : 'duplicate.possible', severity, value: name };
}

function nothing(row: number, name: string, issues: readonly RowIssue[]): Omit<Applied, 'outcome'> {
  return { row, kept: false, name, draft: null, matchRef: null, matchName: null, matchedBy: null, issues, ref: null };
}

function matchFacts(deps: ApplyDeps, match: Match) {
  if (match.kind === 'new') return {};
  return { matchRef: match.ref, matchName: deps.shelf.identity(match.ref)?.name ?? null, matchedBy: match.by };
}

function joinRow(
  deps: ApplyDeps,
  draft: ImportDraft,
  ref: number,
  known: Fields | null,
  issues: RowIssue[],
): Pick<Applied, 'outcome' | 'ref'> {
  const mode = deps.choices.onMatch;
  if (mode === 'skip' || !known) return { outcome: 'skip', ref: null };
  const incoming = fieldsOf(deps, draft, issues);
  // Unless the file says so, the kind is a guess from the name: no reason to change a customer.
  if (!deps.kindMapped) incoming.kind = undefined;
  const patch = mergePatch(known, incoming, mode);
  const isChanged = Object.keys(patch).length > 0 && deps.shelf.update(ref, patch, incoming);
  const hasAgreed = draft.consents !== undefined && deps.shelf.agree(ref, draft.consents);
  if (!isChanged) return hasAgreed ? { outcome: 'update', ref } : { outcome: 'skip', ref: null };
  indexKeys(deps.index, matchKeys(matchableOf({ ...known, ...patch })), ref);
  return { outcome: 'update', ref };
}

/**
 * A draft as the row store takes it: tags by id, pinyin filled, one shape for all. Contacts are
 * tidy already: the readers keep no doubles.
 */
function fieldsOf(deps: ApplyDeps, draft: ImportDraft, issues: RowIssue[]): Record<string, unknown> {
  return {
    name: draft.name,
    pinyin: nameReading(draft.name),
    familyName: draft.familyName,
    givenName: draft.givenName,
    kind: draft.kind,
    code: draft.code,
    phones: draft.phones,
    wechats: draft.wechats,
    emails: draft.emails,
    company: draft.company,
    title: draft.title,
    addresses: draft.addresses,
    gender: draft.gender,
    birthday: draft.birthday,
    grade: draft.grade,
    source: draft.source,
    tags: tagIds(deps, draft, issues),
    notes: draft.notes,
    preferences: draft.preferences,
    painPoints: draft.painPoints,
    preferredTime: draft.preferredTime,
    preferredMethod: draft.preferredMethod,
    doNotContact: draft.doNotContact,
    contactEvery: draft.contactEvery,
    starred: draft.starred,
    extra: draft.extra,
    custom: draft.custom,
    verifiedOn: draft.verifiedOn,
    createdAt: draft.createdAt,
  };
}

function tagIds(deps: ApplyDeps, draft: ImportDraft, issues: RowIssue[]): readonly number[] | undefined {
  const { tag } = deps.choices;
  const names = tag === undefined ? draft.tagNames : [...(draft.tagNames ?? []), tag];
  if (!names) return undefined;
  const ids: number[] = [];
  for (const name of names) {
    const id = deps.tagId(name);
    if (id === null) issues.push({ row: 0, column: 'tags', code: 'tag.tooMany', severity: 'warning', value: name });
    else if (!ids.includes(id)) ids.push(id);
  }
  return ids.length > 0 ? ids : undefined;
}
