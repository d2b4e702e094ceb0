/** The system's file dialogs. What they answer stays here; the window gets a token and a name. */
import { stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';
import { plainFileName } from '../common/file-tokens.ts';
import type { FileTokens } from '../common/file-tokens.ts';
import type { HostTexts } from '../common/texts.ts';

export interface ChosenFile {
  readonly token: string;
  readonly name: string;
  readonly sizeBytes: number;
}

export interface Dialogs {
  /** A folder for a book or for backups, as its path: people see and type these too. `null` when they changed their mind. */
  folder(window: BrowserWindow): Promise<string | null>;
  /** Where a file made by the window goes; its path stays in this process. */
  where(window: BrowserWindow, suggestedName: string): Promise<string | null>;
  open(window: BrowserWindow, accept: string): Promise<ChosenFile | null>;
  save(window: BrowserWindow, suggestedName: string): Promise<{ readonly token: string; readonly name: string } | null>;
  /** A file dropped on the window: read only, and only of the kinds people keep in a customer's record. */
  drop(path: string): Promise<ChosenFile | null>;
}

const TABLES = ['csv', 'tsv', 'txt', 'xlsx', 'xls'];
const BACKUPS = ['regulars'];
// prettier-ignore
const ATTACHMENTS = [
  'pdf', 'ofd', 'png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp', 'avif', 'heic', 'tif', 'tiff', 'svg', 'md', 'rtf', 'doc', 'docx', 'wps', 'odt', 'et', 'ods',
  'ppt', 'pptx', 'dps', 'odp', 'eml', 'msg', 'vcf', 'html', 'json', 'xml', 'zip', 'rar', '7z', 'mp3', 'm4a', 'wav', 'amr', 'mp4', 'mov', 'psd', 'dwg',
];

export function createDialogs(tokens: FileTokens, texts: HostTexts): Dialogs {
  const register = async (path: string): Promise<ChosenFile | null> => {
    const facts = await stat(path).catch(() => null);
    if (!facts?.isFile()) return null;
    const name = basename(path);
    return { token: tokens.add({ kind: 'path', path, name }), name, sizeBytes: facts.size };
  };
  return {
    async open(window, accept) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile', 'dontAddToRecent'], filters: filtersFor(accept, texts) });
      const [path] = filePaths;
      return canceled || path === undefined ? null : register(path);
    },
    async save(window, suggestedName) {
      const path = await askWhere(window, suggestedName, texts);
      if (path === null) return null;
      const name = basename(path);
      return { token: tokens.add({ kind: 'path', path, name }), name };
    },
    where: (window, suggestedName) => askWhere(window, suggestedName, texts),
    async folder(window) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async drop(path) {
      const known = [...TABLES, ...BACKUPS, ...ATTACHMENTS].includes(extname(path).slice(1).toLowerCase());
      return known && isAbsolute(path) ? register(path) : null;
    },
  };
}

async function askWhere(window: BrowserWindow, suggestedName: string, texts: HostTexts): Promise<string | null> {
  const name = plainFileName(suggestedName);
  const extension = extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), name),
    properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
    filters: [{ name: extension || texts.allFiles, extensions: [extension || '*'] }],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** From an HTML `accept` list to the dialog's filters; only extensions of ours count. */
function filtersFor(accept: string, texts: HostTexts): FileFilter[] {
  const wanted = accept.split(',').map((part) => part.trim().replace(/^\./, '').toLowerCase());
  const only = (known: readonly string[]) => known.filter((extension) => wanted.includes(extension));
  const filters = [
    { name: texts.tables, extensions: only(TABLES) },
    { name: texts.backups, extensions: only(BACKUPS) },
  ].filter((filter) => filter.extensions.length > 0);
  return [...filters, { name: texts.allFiles, extensions: ['*'] }];
}
