import { describe, expect, it } from 'vitest';
import { parseDraft } from '../../../src-renderer/features/customers/create/draft-keeper.ts';
import { EMPTY_DRAFT } from '../../../src-renderer/features/common/draft-store.ts';

describe('a kept draft', () => {
  it('comes back as it was written', () => {
    const draft = { ...EMPTY_DRAFT, name: '王小', phone: '138', tags: [3], birthday: 'L--08-15' };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it('drops what another version wrote differently and never breaks on rubbish', () => {
    expect(parseDraft('{"name":5,"phone":"1","tags":{},"unknown":true}')).toEqual({ ...EMPTY_DRAFT, phone: '1' });
    expect(parseDraft('not json')).toBeNull();
  });
});
