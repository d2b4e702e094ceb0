/**
 * The custom fields of the open book, for everything that shows customers: columns,
 * filters, editors, history. One query keeps them; this store holds the last answer, so
 * that plain functions (labels, columns) can ask too. Forgotten at the lock.
 */
import { useLayoutEffect } from 'react';
import { create } from 'zustand';
import { customIdOf, customName, type CustomField } from '../../shared/modules/custom-fields.ts';
import { useApiQuery } from './api.ts';
import type { TextKey, Translate } from './i18n.ts';
import { onSessionEnd } from './session-end.ts';
import { useBook } from './session.ts';

interface OwnFields {
  /** Those whoever opened the book can work with: for everybody but the owner without the owner-only ones. */
  readonly fields: readonly CustomField[];
  /** All of them, in their order. */
  readonly byId: ReadonlyMap<number, CustomField>;
  /** False until the first answer: what a saved view names may still come. */
  readonly isLoaded: boolean;
}

const NONE: OwnFields = { fields: [], byId: new Map(), isLoaded: false };
export const useOwnFields = create<OwnFields>(() => NONE);
onSessionEnd(() => useOwnFields.setState(NONE, true));

/** Puts the fields in (tests, and the keeper below). */
export function setOwnFields(all: readonly CustomField[], isOwner = true): void {
  const fields = isOwner ? all : all.filter((field) => !field.ownerOnly);
  useOwnFields.setState({ fields, byId: new Map(all.map((f) => [f.id, f])), isLoaded: true }, true);
}

/** Mounted once behind the lock: keeps the store as new as the book. */
export function OwnFieldsKeeper(): null {
  const { data } = useApiQuery('fields.list', {});
  const isOwner = useIsOwner();
  useLayoutEffect(() => {
    if (data) setOwnFields(data.fields, isOwner);
  }, [data, isOwner]);
  return null;
}

/** Whether the owner who made the book opened it: nobody else's passphrase opens owner-only fields. */
export function useIsOwner(): boolean {
  return useBook()?.person.id === 0;
}

/** What stands in a profile: fields kept to the owner too, where there is something in them. */
export function fieldsOfProfile({ fields, byId }: Pick<OwnFields, 'fields' | 'byId'>, custom: Readonly<Record<string, unknown>>): readonly CustomField[] {
  if (fields.length === byId.size) return fields;
  return [...byId.values()].filter((field) => fields.includes(field) || (custom[String(field.id)] ?? null) !== null);
}

/** The custom field of `custom:<id>`; `undefined` for other names and for fields that are gone. */
export function ownField(name: string): CustomField | undefined {
  const id = customIdOf(name);
  return id === null ? undefined : useOwnFields.getState().byId.get(id);
}

/** The name of any field of a customer: built in, custom, or the text itself for one that is gone. */
export function fieldName(t: Translate, name: string): string {
  const own = ownField(name);
  if (own) return own.label;
  return customIdOf(name) === null ? t(`fields.customer.${name}` as TextKey) : t('fields.gone');
}

/** The fields shown in forms and pickers, in order. */
export function shownFields(fields: readonly CustomField[]): readonly CustomField[] {
  return fields.filter((field) => !field.hidden);
}

export { customName };
