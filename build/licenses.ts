import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const packageFolder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;
const licenseFile = /^(licen[cs]e|copying|notice)/i;

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  const files = (await readdir(folder)).filter((file) => licenseFile.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return [`${String(name)} ${String(version)} (${String(license)})`, ...texts.map((text) => text.trim())].join('\n\n');
}

/** Writes the licences of every package that ended up in the bundle beside it, as those licences ask. */
export function bundledLicenses(): Plugin {
  return {
    name: 'regulars:licenses',
    async generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = new Set(ids.flatMap((id) => packageFolder.exec(id.replaceAll('\\', '/'))?.[0] ?? []).filter((folder) => !folder.includes('\0')));
      const notices = await Promise.all([...folders].sort().map(noticeOf));
      this.emitFile({ type: 'asset', fileName: 'third-party-licenses.txt', source: `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n` });
    },
  };
}
