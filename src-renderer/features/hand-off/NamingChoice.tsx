import { namingSchema, type Naming } from '../../../shared/modules/calendar.ts';
import { useT } from '../../lib/i18n.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';

/** How customers are named on the phone, which others may pick up. */
export function NamingChoice({ value, onChange }: { readonly value: Naming; readonly onChange: (naming: Naming) => void }) {
  const t = useT();
  return <ChoiceCards<Naming> name="naming" legend={t('handOff.naming.legend')} value={value} options={namingSchema.options.map((one) => ({ value: one, label: t(`handOff.naming.${one}`), hint: t(`handOff.naming.${one}Hint`) }))} onChange={onChange} />;
}
