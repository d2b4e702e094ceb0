export const profile = { title: '客户档案' } as const;
