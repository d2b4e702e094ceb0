import { DeleteOutlined, MergeCellsOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { AutoComplete, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { tagColors, type Tag } from '../../../shared/modules/tags.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TagChip } from '../../ui/TagChip.tsx';
import { useTags } from '../common/use-choices.ts';
import './tags.css';

type Patch = { name?: string; groupName?: string | null; color?: (typeof tagColors)[number] };

/** All tags by group: renamed, recoloured, grouped, merged and deleted in place, each with how many customers have it. */
export function TagManager() {
  const t = useT();
  const { tags } = useTags();
  const [merging, setMerging] = useState<Tag | null>(null);
  const groups = Map.groupBy(tags, (tag) => tag.groupName ?? '');
  const names = [...groups.keys()].filter((name) => name !== '').sort((a, b) => a.localeCompare(b));
  return (
    <div className="tag-manager">
      {tags.length === 0 && <p className="quiet">{t('views.tags.none')}</p>}
      {[...names, ''].map((group) => {
        const part = groups.get(group);
        if (!part) return null;
        return (
          <section key={group} aria-label={group === '' ? t('views.tags.noGroup') : group}>
            <h3>{group === '' ? t('views.tags.noGroup') : group}</h3>
            <ul>
              {part.map((tag) => (
                <TagLine key={tag.id} tag={tag} groups={names} onMerge={() => setMerging(tag)} />
              ))}
            </ul>
          </section>
        );
      })}
      <AddTag count={tags.length} />
      {merging && <MergeTag tag={merging} others={tags.filter(({ id }) => id !== merging.id)} onClose={() => setMerging(null)} />}
    </div>
  );
}

function TagLine({ tag, groups, onMerge }: { readonly tag: Tag; readonly groups: readonly string[]; readonly onMerge: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [name, setName] = useState<string | null>(null);
  const [group, setGroup] = useState<string | null>(null);
  const change = async (patch: Patch): Promise<void> => {
    const reply = await api.call('tags.update', { id: tag.id, patch });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const rename = (): void => {
    const next = name?.trim() ?? '';
    setName(null);
    if (next !== '' && next !== tag.name) void change({ name: next });
  };
  const regroup = (): void => {
    const next = group?.trim() ?? null;
    setGroup(null);
    if (next !== null && next !== (tag.groupName ?? '')) void change({ groupName: next === '' ? null : next });
  };
  const remove = async (): Promise<void> => {
    const reply = await api.call('tags.remove', { id: tag.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const status = await api.call('undo.status', {});
    undoToast(t('views.tags.removed', { name: tag.name }), status.ok ? status.value.undo?.actionId : undefined);
  };
  return (
    <li className="tag-line">
      <Select<(typeof tagColors)[number]>
        size="small"
        variant="borderless"
        aria-label={t('views.tags.colorOf', { name: tag.name })}
        value={tag.color as (typeof tagColors)[number]}
        options={tagColors.map((color) => ({ value: color, label: <TagChip name={t(`views.tags.hue.${color}`)} color={color} /> }))}
        labelRender={({ value }) => <span className={`tag-dot hue-${String(value)}`} />}
        onChange={(color) => void change({ color })}
        popupMatchSelectWidth={false}
      />
      <Input
        variant="borderless"
        aria-label={t('views.tags.rename', { name: tag.name })}
        value={name ?? tag.name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
        onBlur={rename}
        onPressEnter={rename}
        onKeyDown={(event) => event.key === 'Escape' && setName(null)}
      />
      <AutoComplete
        variant="borderless"
        aria-label={t('views.tags.groupOf', { name: tag.name })}
        placeholder={t('views.tags.group')}
        value={group ?? tag.groupName ?? ''}
        options={groups.map((value) => ({ value }))}
        onChange={setGroup}
        onSelect={setGroup}
        onBlur={regroup}
      />
      <Link to="/customers" search={{ tag: tag.id }} className="tabular tag-count" aria-label={t('views.tags.show', { name: tag.name })}>
        {t('views.tags.count', { count: tag.count })}
      </Link>
      <IconButton size="small" icon={<MergeCellsOutlined aria-hidden />} label={`${t('views.tags.merge')} ${tag.name}`} onClick={onMerge} />
      <IconButton size="small" icon={<DeleteOutlined aria-hidden />} label={t('views.tags.remove', { name: tag.name })} onClick={() => void remove()} />
    </li>
  );
}

function AddTag({ count }: { readonly count: number }) {
  const t = useT();
  const [name, setName] = useState('');
  const add = async (): Promise<void> => {
    if (name.trim() === '') return;
    const reply = await api.call('tags.create', { name: name.trim(), color: tagColors[count % tagColors.length] ?? 'teal' });
    if (reply.ok) setName('');
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <div className="tag-add">
      <Input value={name} maxLength={60} placeholder={t('views.tags.add')} aria-label={t('views.tags.add')} onChange={(event) => setName(event.target.value)} onPressEnter={() => void add()} />
      <Button onClick={() => void add()} disabled={name.trim() === ''}>
        {t('views.tags.addButton')}
      </Button>
    </div>
  );
}

function MergeTag({ tag, others, onClose }: { readonly tag: Tag; readonly others: readonly Tag[]; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [into, setInto] = useState<number | null>(null);
  const merge = async (): Promise<void> => {
    const other = others.find(({ id }) => id === into);
    if (!other) return;
    onClose();
    const reply = await api.call('tags.merge', { from: tag.id, into: other.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    let { count, actionId } = reply.value;
    if (reply.value.jobId !== null) {
      const ended = await awaitJob(reply.value.jobId);
      if (!ended.ok) return void (ended.error.code !== 'request.cancelled' && showToast({ kind: 'error', text: errorLine(t, ended.error) }));
      ({ count, actionId } = ended.value as { count: number; actionId: number });
    }
    undoToast(t('views.tags.merged', { name: tag.name, into: other.name, count }), actionId ?? undefined);
  };
  return (
    <Dialog open title={t('views.tags.mergeTitle', { name: tag.name })} okText={t('views.tags.mergeDo')} okDisabled={into === null} onOk={() => void merge()} onClose={onClose}>
      <div className="dialog-form">
        <p className="quiet">{t('views.tags.mergeHint', { name: tag.name, count: tag.count })}</p>
        <Field label={t('views.tags.mergeInto')}>
          <Select<number> showSearch={{ optionFilterProp: 'label' }} autoFocus value={into} options={others.map(({ id, name }) => ({ value: id, label: name }))} onChange={setInto} />
        </Field>
      </div>
    </Dialog>
  );
}
