export const profile = { title: 'Customer profile' } as const;
