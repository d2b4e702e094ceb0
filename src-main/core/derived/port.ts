/**
 * What the rest of the core asks of derived data (search index and column mirror).
 * Everything behind it can be thrown away and rebuilt from the rows and the log.
 */
import type { Condition, ListFilter, ListSort } from '../../../shared/kernel/filter.ts';
import type { Committed } from '../changes/write.ts';

export interface DerivedQuery {
  readonly text?: string | undefined;
  readonly filter?: ListFilter | undefined;
  /** Default: last changed first; with `text`, name matches first, then newest. */
  readonly sort?: ListSort | undefined;
  /** The recycle bin (deleted by the user) instead of the living. */
  readonly deleted?: boolean | undefined;
}

export interface DerivedPage {
  readonly ids: readonly number[];
  readonly total: number;
  readonly totalIsLowerBound: boolean;
  readonly next: string | null;
  readonly indexing: boolean;
}

export interface ContactKeys {
  /** Raw as written; normalised inside. */
  readonly phones: readonly string[];
  readonly wechats: readonly string[];
  readonly emails: readonly string[];
  readonly code: string | null;
}

export interface KeyHit {
  readonly id: number;
  readonly by: 'phone' | 'wechat' | 'email' | 'code';
}

export interface Facet {
  readonly value: string | number | null;
  readonly count: number;
  /** Of the column `FacetMore.sum` names. */
  readonly sum?: number;
  /** A customer who has this text: the value itself is folded. */
  readonly example?: number;
}

/** Values by how many have them, and what is left beyond the limit: nobody is silently left out. */
export interface Facets {
  readonly values: readonly Facet[];
  readonly left: { readonly values: number; readonly count: number };
}

export interface FacetMore {
  /** How many values at most; 200 if it is not said. */
  readonly limit?: number | undefined;
  /** Dates by month: `YYYY-MM`, birthdays `MM`; birthdays by ten years: `1990`; numbers by span: `10..19`, `..9`, `100..`. */
  readonly by?: 'month' | 'decade' | 'range' | undefined;
  /** A column of numbers that is added up per value. */
  readonly sum?: string | undefined;
}

export interface Derived {
  /** Applies a committed change to index and mirror; never throws (a failure marks them for rebuild). */
  onCommitted(change: Committed): void;
  /** Works out, in slices, what the query needs and the index does not have (after new rules or formulas): asked at once, it would hold everybody. */
  prepare(query: DerivedQuery, more?: readonly string[]): Promise<void>;
  /** One page; `query.badField` for a field or operator that does not exist, `query.badCursor`. */
  list(query: DerivedQuery, page: { limit: number; offset?: number | undefined; cursor?: string | undefined }): DerivedPage;
  /** Every id the query finds, in its order. */
  ids(query: DerivedQuery): Float64Array;
  /** Search box: at most `limit` ids, names first, newest first; `own`: without the texts of related records. */
  search(text: string, limit: number, more?: { readonly own?: boolean | undefined }): { readonly ids: readonly number[]; readonly indexing: boolean };
  facets(field: string, query: DerivedQuery, more?: FacetMore): Facets;
  /** How many the query finds, exactly. */
  count(query: DerivedQuery): number;
  /** True when a living customer passes the filter. */
  matches(filter: ListFilter, id: number): boolean;
  /** Customers (living or in the bin) that share a phone, WeChat id, e-mail or code. */
  findByKeys(keys: ContactKeys): readonly KeyHit[];
  /** Customers whose name is the same, or sounds the same (pinyin). */
  findByName(name: string, limit: number): readonly { readonly id: number; readonly same: boolean }[];
  /** Bulk work writes index and mirror by itself: listening stops until `resume`, which catches up from the log. */
  pause(): void;
  resume(): Promise<void>;
  /** Waits until index and mirror are complete (start, after a rebuild). */
  ready(): Promise<void>;
  /** Facts of every customer changed without a commit (the book's currency): everything is built anew. */
  rebuild(): void;
  /** Puts index, mirror and their files away, because they hold what must not be kept; `rebuild` makes new ones. */
  forget(): Promise<void>;
  /** Idle-time work: merges, saving the mirror. Short slices. */
  idle(): void;
  close(): void;
}

export type { Condition };
