export const customers = { title: '客户' } as const;
