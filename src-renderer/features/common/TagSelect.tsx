import { Select } from 'antd';
import type { KeyboardEvent } from 'react';
import { tagColors } from '../../../shared/modules/tags.ts';
import { api, queryKey } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { queryClient } from '../../lib/query-client.ts';
import { showToast } from '../../lib/toast.ts';
import { TagChip } from '../../ui/TagChip.tsx';
import { useTags } from './use-choices.ts';

interface TagSelectProps {
  readonly label: string;
  readonly value: readonly number[];
  readonly onChange: (ids: number[]) => void;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly autoFocus?: boolean;
  readonly id?: string;
}

/** A hue for a new tag, so that neighbours differ. */
const hueFor = (count: number) => tagColors[count % tagColors.length] ?? 'teal';

/** Tags to pick from; a name that does not exist yet is made on Enter. Lists look up both name and group. */
export function TagSelect({ label, value, onChange, onBlur, onKeyDown, autoFocus, id }: TagSelectProps) {
  const t = useT();
  const { tags, byId } = useTags();
  const pick = async (chosen: readonly (number | string)[]): Promise<void> => {
    const fresh = chosen.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
    const ids = chosen.filter((one): one is number => typeof one === 'number');
    for (const name of fresh) {
      const known = tags.find((tag) => tag.name.toLowerCase() === name.trim().toLowerCase());
      const made = known ? known.id : await createTag(name, hueFor(tags.length));
      if (made !== null && !ids.includes(made)) ids.push(made);
    }
    onChange(ids);
  };
  const createTag = async (name: string, color: (typeof tagColors)[number]): Promise<number | null> => {
    const reply = await api.call('tags.create', { name, color });
    if (!reply.ok) {
      showToast({ kind: 'error', text: errorLine(t, reply.error) });
      return null;
    }
    await queryClient.invalidateQueries({ queryKey: queryKey('tags.list', {}) });
    return reply.value.id;
  };
  return (
    <Select<(number | string)[]>
      mode="tags"
      id={id}
      autoFocus={autoFocus ?? false}
      defaultOpen={autoFocus ?? false}
      className="tag-select"
      aria-label={label}
      placeholder={t('profile.tags.placeholder')}
      value={[...value]}
      options={tags.map((tag) => ({ value: tag.id, label: tag.groupName === null ? tag.name : `${tag.name}`, search: `${tag.name} ${tag.groupName ?? ''}` }))}
      optionFilterProp="search"
      onChange={(chosen) => void pick(chosen)}
      {...(onBlur && { onBlur })}
      {...(onKeyDown && { onInputKeyDown: onKeyDown })}
      tagRender={({ value: tagId, onClose }) => {
        const tag = byId.get(Number(tagId));
        return tag ? <TagChip name={tag.name} color={tag.color} onRemove={onClose} removeLabel={t('profile.tags.remove', { name: tag.name })} /> : <span />;
      }}
    />
  );
}
