import type { ReactNode } from 'react';
import { FUNCTIONS, type FormulaFunction, type FormulaType } from '../../../shared/kernel/formula-functions.ts';
import { texts } from '../../../shared/i18n/index.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { keyCaps } from '../../lib/shortcuts.ts';
import { KEYS } from './key-list.ts';
import type { Part } from './said.ts';

/** A list that the program itself holds: what is added there stands here too. */
export function HelpTable({ table }: { readonly table: NonNullable<Part['table']> }) {
  switch (table) {
    case 'functions':
      return <Functions />;
    case 'examples':
      return <Examples />;
    case 'keys':
      return <Keys />;
    default:
      return table satisfies never;
  }
}

function Table(props: { readonly caption: string; readonly heads: readonly string[]; readonly rows: readonly (readonly ReactNode[])[] }) {
  return (
    <table className="help-table">
      <caption className="sr-only">{props.caption}</caption>
      <thead>
        <tr>
          {props.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Chinese readers see the Chinese spellings first; English ones have no use for them. */
function Functions() {
  const t = useT();
  const isChinese = useLanguage() === 'zh-CN';
  const heads = [t('help.functions.name'), t('help.functions.takes'), t('help.functions.gives'), ...(isChinese ? [t('help.functions.also')] : [])];
  const rows = FUNCTIONS.map((one) => {
    const [main = one.name, ...others] = isChinese ? [...one.also, one.name] : [one.name];
    return [<code key="name">{main}</code>, takesOf(t, one), typeOf(t, one.result), ...(isChinese ? [others.join('、')] : [])];
  });
  return <Table caption={t('help.functions.caption')} heads={heads} rows={rows} />;
}

function takesOf(t: Translate, one: FormulaFunction): string {
  if (one.params.length === 0) return t('help.functions.nothing');
  const firstOptional = one.params.length - (one.optional ?? 0);
  const names = one.params.map((param, at) => (at < firstOptional ? typeOf(t, param) : `[${typeOf(t, param)}]`));
  return `${names.join(', ')}${one.more === true ? ' …' : ''}`;
}

const typeOf = (t: Translate, type: FormulaType | 'any' | 'same'): string => (type === 'any' || type === 'same' ? t(`help.functions.${type}`) : t(`customFields.formula.types.${type}`));

function Examples() {
  const t = useT();
  const examples: Readonly<Record<string, { readonly name: string; readonly text: string }>> = texts[useLanguage()].customFields.formula.examples;
  const rows = Object.values(examples).map(({ name, text }) => [name, <code key="text">{text}</code>]);
  return <Table caption={t('customFields.formula.insertFunction')} heads={[t('help.commands.does'), t('help.functions.name')]} rows={rows} />;
}

function Keys() {
  const t = useT();
  const rows = KEYS.map(({ keys, does }) => [<kbd key="keys">{keyCaps(keys).join('+')}</kbd>, t(does)]);
  return <Table caption={t('help.keyTable.caption')} heads={[t('help.keyTable.key'), t('help.keyTable.does')]} rows={rows} />;
}

/** The commands of the program without a window, as `--help` tells them. */
export function Commands({ commands }: { readonly commands: NonNullable<Part['commands']> }) {
  const t = useT();
  const rows = commands.map(({ name, does }) => [<code key="name">{name}</code>, does]);
  return <Table caption={t('help.commands.caption')} heads={[t('help.commands.name'), t('help.commands.does')]} rows={rows} />;
}
