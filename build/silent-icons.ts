import type { Plugin } from 'vite';

const component = /@ant-design\/icons\/(?:es|lib)\/components\/AntdIcon(?:Light)?\.js$/;
const named = /role: "img",\s*"aria-label": icon\.name/;

/**
 * Icons stand beside words or on buttons that have a name, but the library has each of them say its English file name to a screen reader
 * ("plus 添加客户"). This hides them from it; an icon that should speak can still be given `aria-hidden={false}` and a label. Fails the
 * build when the library's text has changed, so that the names cannot come back unnoticed.
 */
export function silentIcons(): Plugin {
  return {
    name: 'regulars:silent-icons',
    transform(code, id) {
      if (!component.test(id)) return null;
      if (!named.test(code)) this.error('silent-icons: the icon component has changed; look at it again');
      return { code: code.replace(named, '"aria-hidden": true'), map: null };
    },
  };
}
