/** Dresses Ant Design in our tokens. The hex values repeat tokens.css because antd computes shades from them. */
import { theme as antd, type ThemeConfig } from 'antd';
import type { Look } from '../lib/look.ts';

const COLOURS = {
  light: { primary: '#0f766e', base: '#fafaf7', raised: '#ffffff', text: '#1d1f1e', line: '#d9d6cb', danger: '#b42318', warning: '#8f5a00', good: '#1a7f37' },
  dark: { primary: '#2dd4bf', base: '#16181a', raised: '#1e2123', text: '#eceae4', line: '#3a3f41', danger: '#ff8f85', warning: '#f0b955', good: '#5fd07c' },
  contrast: { primary: '#004f49', base: '#ffffff', raised: '#ffffff', text: '#000000', line: '#000000', danger: '#8c0d04', warning: '#5c3a00', good: '#004d1a' },
} as const;

const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei UI', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Noto Sans SC', sans-serif";

/** Ant Design's theme for a look, at a font size of `fontScale` percent. */
export function antdTheme(look: Look, fontScale: number): ThemeConfig {
  const colour = COLOURS[look];
  const rem = (px: number) => Math.round((px * fontScale) / 100);
  return {
    algorithm: look === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    hashed: false,
    token: {
      colorPrimary: colour.primary,
      colorInfo: colour.primary,
      colorLink: colour.primary,
      // The shade antd derives for hovering has too little contrast; links are underlined instead.
      colorLinkHover: colour.primary,
      colorLinkActive: colour.primary,
      linkHoverDecoration: 'underline',
      colorBgBase: colour.base,
      colorBgContainer: colour.raised,
      colorBgElevated: colour.raised,
      colorBgLayout: colour.base,
      colorTextBase: colour.text,
      colorBorder: colour.line,
      colorError: colour.danger,
      colorWarning: colour.warning,
      colorSuccess: colour.good,
      colorTextLightSolid: look === 'dark' ? '#06211e' : '#ffffff',
      // Arrows of selects and what cannot be used: quiet, but to be seen.
      colorTextQuaternary: look === 'dark' ? '#7d8486' : look === 'light' ? '#8d8a7e' : '#444444',
      colorTextPlaceholder: look === 'dark' ? '#8f9592' : look === 'light' ? '#73766f' : '#333333',
      fontFamily: FONT,
      fontSize: rem(13),
      fontSizeSM: rem(12),
      fontSizeLG: rem(15),
      controlHeight: rem(32),
      controlHeightSM: rem(26),
      controlHeightLG: rem(40),
      borderRadius: 6,
      borderRadiusLG: 10,
      wireframe: false,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.18s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
      Modal: { titleFontSize: rem(15) },
      Segmented:
        look === 'contrast'
          ? { trackBg: '#ffffff', itemColor: '#000000', itemSelectedBg: '#000000', itemSelectedColor: '#ffffff' }
          : { trackBg: 'var(--sunken)', itemSelectedBg: colour.raised },
      Input: { activeShadow: '0 0 0 2px var(--accent-soft)' },
    },
  };
}
