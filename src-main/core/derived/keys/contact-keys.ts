/**
 * The keys by which two customers share a contact: normalised phone, WeChat id, e-mail
 * and customer code, each with its kind. Equal keys mean "the same", nothing else does.
 */
import { phoneKey } from '../../../../shared/kernel/phone.ts';
import { contactValues } from '../row.ts';
import type { CustomerRow } from '../row.ts';

export type KeyKind = 'phone' | 'wechat' | 'email' | 'code';
export const KEY_KINDS: readonly KeyKind[] = ['phone', 'wechat', 'email', 'code'];

/** Nothing to be normalised or trimmed. */
const PLAIN = /^[!-~]+$/;
const PLAIN_MOBILE = /^1[3-9]\d{9}$/;

/** The key of one raw value; `null` when nothing is left of it. */
export function contactKey(kind: KeyKind, value: string): string | null {
  if (kind === 'phone') return PLAIN_MOBILE.test(value) ? `+86${value}` : phoneKey(value);
  const key = (PLAIN.test(value) ? value : value.normalize('NFKC').trim()).toLowerCase();
  return key === '' ? null : key;
}

type KeyFields = Pick<CustomerRow, 'phones' | 'wechats' | 'emails' | 'code'>;

/** Every key of a stored row. */
export function rowKeys(row: KeyFields, emit: (kind: KeyKind, key: string) => void): void {
  const each = (kind: KeyKind, json: string | null) => {
    if (json === null) return;
    for (const value of contactValues(json)) {
      const key = contactKey(kind, value);
      if (key !== null) emit(kind, key);
    }
  };
  each('phone', row.phones);
  each('wechat', row.wechats);
  each('email', row.emails);
  const code = row.code === null ? null : contactKey('code', row.code);
  if (code !== null) emit('code', code);
}

/** 32-bit hash of a key with its kind (FNV-1a over UTF-16 units, then mixed). */
export function keyHash(kind: KeyKind, key: string): number {
  let h = 0x811c9dc5 ^ kind.charCodeAt(0);
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
