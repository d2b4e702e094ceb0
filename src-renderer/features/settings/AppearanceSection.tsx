import { Segmented, Select } from 'antd';
import type { Prefs } from '../../../shared/modules/system.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { setPrefs, usePrefs } from '../../lib/prefs.ts';
import { Field } from '../../ui/Field.tsx';
import { Section } from './Section.tsx';

const THEMES = ['system', 'light', 'dark', 'contrast'] as const satisfies readonly Prefs['theme'][];
const DENSITIES = ['compact', 'normal', 'comfortable'] as const satisfies readonly Prefs['density'][];
const SCALES = [90, 100, 110, 125, 150] as const;
const LANGUAGES = [
  { label: '中文', value: 'zh-CN' as const },
  { label: 'English', value: 'en' as const },
];

/** Language, theme, font size, density: seen at once, kept for this computer. */
export function AppearanceSection() {
  const t = useT();
  const prefs = usePrefs();
  const language = useLanguage();
  return (
    <Section part="appearance" about={t('settings.appearance.about')}>
      <Field label={t('settings.appearance.language')}>
        <Select value={language} options={LANGUAGES} onChange={(value) => void setPrefs({ language: value })} style={{ width: '14rem' }} />
      </Field>
      <Choice
        label={t('settings.appearance.theme')}
        value={prefs.theme}
        options={THEMES.map((value) => ({ value, label: t(`settings.appearance.themes.${value}`) }))}
        onChange={(theme) => void setPrefs({ theme })}
      />
      <Choice
        label={t('settings.appearance.fontScale')}
        value={prefs.fontScale}
        options={SCALES.map((value) => ({ value: value, label: `${value}%` }))}
        onChange={(fontScale) => void setPrefs({ fontScale })}
      />
      <Choice
        label={t('settings.appearance.density')}
        value={prefs.density}
        options={DENSITIES.map((value) => ({ value, label: t(`settings.appearance.densities.${value}`) }))}
        onChange={(density) => void setPrefs({ density })}
      />
    </Section>
  );
}

/** One of a few, all of them in sight. The group carries the label: a `for` would point at no control. */
function Choice<T extends string | number>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: { value: T; label: string }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <div className="field">
      <h3>{props.label}</h3>
      <Segmented<T>
        aria-label={props.label}
        value={props.value}
        options={props.options}
        onChange={props.onChange}
        style={{ alignSelf: 'flex-start' }}
      />
    </div>
  );
}
