/** One entry per error code (`.` written as `_`): what happened, and what can be done. */
export const errors = {
  internal: {
    what: '程序出了意外的问题，这一步没有完成。',
    remedy: '您的资料没有受影响。请再试一次；还是不行就锁定后重新打开客户簿。',
  },
} as const;
