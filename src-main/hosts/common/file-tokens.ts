/**
 * The files the user chose, by token. A token is 192 random bits and means nothing outside
 * this process; the window never learns what is behind it.
 */
import { randomBytes } from 'node:crypto';
import type { FileDescriptor } from '../../core/app/core.ts';

export interface FileTokens {
  /** Gives a file a token and tells the core about it. */
  add(file: FileDescriptor): string;
  get(token: string): FileDescriptor | null;
  isEmpty(): boolean;
  /** Forgets all of them: the session they were chosen in is over. Answers what was forgotten. */
  clear(): readonly FileDescriptor[];
}

const NAME_CHARS = 200;

export function createFileTokens(register: (token: string, file: FileDescriptor) => void): FileTokens {
  const files = new Map<string, FileDescriptor>();
  return {
    add(file) {
      const token = newToken();
      files.set(token, file);
      register(token, file);
      return token;
    },
    get: (token) => files.get(token) ?? null,
    isEmpty: () => files.size === 0,
    clear() {
      const all = [...files.values()];
      files.clear();
      return all;
    },
  };
}

/** 192 random bits that may stand in a URL. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** A file name fit for showing and for a save dialog: no folders, no control characters, never empty, and no name Windows reserves. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are what is being removed
  const clean = last.replace(/[\u0000-\u001f\u007f<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '_').replace(/^[. ]+|[. ]+$/g, '');
  const short = [...clean].slice(-NAME_CHARS).join('');
  if (short === '') return 'regulars';
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `_${short}` : short;
}
