/** Why Electron cannot be used on this machine, as `findElectron` reports it. */
export type NoElectron = 'not-installed' | 'does-not-run' | 'no-display' | 'runs-as-root';

type Texts = {
  readonly building: string;
  readonly downloading: string;
  readonly browserInstead: Readonly<Record<NoElectron, string>>;
};

const english: Texts = {
  building: 'Building the window …',
  downloading: 'Fetching the Electron runtime (once) …',
  browserInstead: {
    'not-installed': 'The Electron runtime could not be had from here, so Regulars opens in your browser instead.',
    'does-not-run': 'The Electron runtime does not run on this system, so Regulars opens in your browser instead.',
    'no-display': 'There is no display for Electron here, so Regulars is served to a browser instead.',
    'runs-as-root': 'Electron must not run as root, so Regulars is served to a browser instead.',
  },
};

const chinese: Texts = {
  building: '正在构建界面……',
  downloading: '正在下载 Electron 运行环境（仅此一次）……',
  browserInstead: {
    'not-installed': '这里下载不到 Electron 运行环境，熟客改在浏览器中打开。',
    'does-not-run': 'Electron 在这台电脑上无法运行，熟客改在浏览器中打开。',
    'no-display': '这里没有可供 Electron 使用的屏幕，熟客改为在浏览器中使用。',
    'runs-as-root': 'Electron 不能以 root 身份运行，熟客改为在浏览器中使用。',
  },
};

/** The lines of `npm start` in the language of the system: the POSIX variables where set, else what the system's settings say. */
export function startTexts(env: Readonly<Record<string, string | undefined>>): Texts {
  const posix = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return /^zh/i.test(posix ?? Intl.DateTimeFormat().resolvedOptions().locale) ? chinese : english;
}
