/** Privacy per person: erasing somebody. */
export const privacy = {
  menu: '隐私',
  erase: {
    button: '彻底删除…',
    title: '彻底删除{{name}}',
    warning: '这一步不能撤销。这位客户的资料、往来记录、附件和修改历史都会从客户簿里清除，以后搜也搜不到。',
    gone: '会清除：{{what}}。',
    kept: '会留下：{{what}}的金额和日期，记在“（已彻底删除的客户）”名下，不含任何个人信息。账目因此不变。',
    backups: '以前的备份文件里还有这位客户。恢复那些备份时会自动再清除一次；不想留着，请把旧的备份文件删掉。',
    confirm: '请输入姓名“{{name}}”',
    ok: '彻底删除',
    done: '{{name}}已彻底删除',
    later: '{{name}}已彻底删除。文件里的空闲部分下次打开时再清理。',
    and: '、',
    count: {
      followUp: '{{count}} 条跟进',
      relation: '{{count}} 个关系',
      attachment: '{{count}} 个附件',
      segmentMember: '在 {{count}} 份名单里的位置',
      consent: '{{count}} 条告知与同意',
      sale: '{{count}} 笔成交',
      payment: '{{count}} 笔收款',
      other: '{{count}} 条其他记录',
      changes: '{{count}} 次修改的内容',
    },
    again: '这份备份里有 {{count}} 位客户后来被彻底删除过，已经再次清除。',
  },
} as const;
