/** The currencies offered to choose from; one already in use is offered besides. */
export const CURRENCIES = ['CNY', 'HKD', 'TWD', 'USD', 'EUR', 'GBP', 'JPY', 'SGD', 'AUD'] as const;
