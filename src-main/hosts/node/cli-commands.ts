/** The commands of `regulars`, with the options each one takes. Help, parsing and tests read this table. */
import type { ParseArgsOptionsConfig } from 'node:util';

const common = {
  book: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  'data-dir': { type: 'string' },
  'passphrase-file': { type: 'string' },
  'passphrase-stdin': { type: 'boolean' },
  recovery: { type: 'boolean' },
  person: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const query = { filter: text, sort: text, limit: text, text, deleted: flag } as const;
/** A place on a server. */
const server = { webdav: text, user: text, s3: text, bucket: text, region: text, prefix: text, 'key-id': text, 'secret-file': text } as const;

interface CommandSpec {
  /** How many words follow the command: at least and at most. */
  readonly words: readonly [number, number];
  readonly options: ParseArgsOptionsConfig;
  /** Whether a book must be named, may be, or is never opened. */
  readonly book: 'needed' | 'optional' | 'none';
}

export const commands = {
  create: { words: [0, 0], book: 'needed', options: { name: text, language: text, kind: text, preset: text } },
  import: {
    words: [1, 1],
    book: 'needed',
    options: {
      map: text,
      'on-match': text,
      encoding: text,
      delimiter: text,
      sheet: text,
      'header-row': text,
      'date-order': text,
      duplicates: text,
      tag: text,
      errors: text,
      'dry-run': flag,
    },
  },
  'undo-import': { words: [1, 1], book: 'needed', options: {} },
  search: { words: [1, 1], book: 'needed', options: { limit: text } },
  list: { words: [0, 0], book: 'needed', options: query },
  show: { words: [1, 1], book: 'needed', options: {} },
  export: { words: [1, 1], book: 'needed', options: { filter: text, sort: text, text, deleted: flag, fields: text, force: flag, 'include-quiet': flag } },
  person: { words: [1, 1], book: 'needed', options: { to: text, force: flag } },
  backup: { words: [0, 1], book: 'needed', options: {} },
  verify: { words: [0, 0], book: 'needed', options: {} },
  targets: { words: [0, 0], book: 'needed', options: { add: text, remove: text, ...server } },
  restore: { words: [0, 1], book: 'none', options: { to: text, list: flag, copy: text, ...server } },
  repair: { words: [0, 0], book: 'needed', options: { from: text, restore: flag, 'no-backup': flag, 'dry-run': flag } },
  'rotate-key': { words: [0, 0], book: 'needed', options: {} },
  audit: { words: [1, 1], book: 'needed', options: {} },
  methods: { words: [0, 0], book: 'none', options: {} },
  call: { words: [1, 2], book: 'optional', options: {} },
  serve: { words: [0, 0], book: 'optional', options: { port: text, 'no-open': flag, 'idle-minutes': text } },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];

/** Every option the command understands. */
export function optionsOf(command: CommandName): ParseArgsOptionsConfig {
  return { ...common, ...commands[command].options };
}

export const commonOptions: ParseArgsOptionsConfig = common;
