import { Select } from 'antd';
import { FESTIVALS, type Festival } from '../../../shared/kernel/festivals.ts';
import { useT } from '../../lib/i18n.ts';
import { useSegments } from '../segments/use-segments.ts';
import { useGreet } from '../outputs/greet-store.ts';
import { occasionWord } from './OccasionChip.tsx';
import type { useGreetBatch } from './use-greet-batch.ts';

const USUAL = ['birthday', 'all', 'starred'] as const;
type Whom = ReturnType<typeof useGreet.getState>['whom'];

/** Whom, which text, and the festival where the text leaves it open. */
export function GreetChoices({ batch: { state, greetings, greeting } }: { readonly batch: ReturnType<typeof useGreetBatch> }) {
  const t = useT();
  const { segments } = useSegments();
  const whoms: { readonly value: Whom; readonly label: string }[] = [
    ...(state.ask === null ? [] : [{ value: 'ask' as const, label: state.ask.title }]),
    ...USUAL.map((value) => ({ value, label: t(`greetings.whoms.${value}`) })),
    ...segments.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="greet-choices">
      <label className="greet-choice">
        <span>{t('greetings.whom')}</span>
        <Select<Whom> showSearch optionFilterProp="label" aria-label={t('greetings.whom')} value={state.whom} popupMatchSelectWidth={false} options={whoms} onChange={(whom) => useGreet.setState({ whom, edits: new Map(), taken: new Set() })} />
      </label>
      <label className="greet-choice">
        <span>{t('greetings.which')}</span>
        <Select<number>
          showSearch
          optionFilterProp="label"
          aria-label={t('greetings.which')}
          placeholder={t('greetings.noText')}
          value={greeting?.id ?? null}
          popupMatchSelectWidth={false}
          options={greetings.map((one) => ({ value: one.id, label: `${one.name} · ${occasionWord(t, one)}` }))}
          onChange={(greetingId) => useGreet.setState({ greetingId, edits: new Map() })}
        />
      </label>
      {greeting?.occasion === 'festival' && greeting.festival === null && (
        <label className="greet-choice">
          <span>{t('greetings.whichFestival')}</span>
          <Select<Festival>
            showSearch
            optionFilterProp="label"
            aria-label={t('greetings.whichFestival')}
            placeholder={t('greetings.chooseFestival')}
            value={state.festival}
            popupMatchSelectWidth={false}
            options={FESTIVALS.map((value) => ({ value, label: t(`calendar.festival.${value}`) }))}
            onChange={(festival) => useGreet.setState({ festival })}
          />
        </label>
      )}
    </div>
  );
}
