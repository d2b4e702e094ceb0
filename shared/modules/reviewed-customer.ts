/** A customer of the contract, as its values are looked at for what may be wrong (review.ts). */
import type { Customer } from './customers.ts';
import type { ReviewedValues } from './review.ts';

export function reviewedValues(customer: Pick<Customer, 'code' | 'company' | 'title' | 'wechats' | 'phones' | 'emails' | 'birthday' | 'custom'>): ReviewedValues {
  return {
    texts: (field) => {
      const value = customer[field];
      if (value === null) return [];
      return typeof value === 'string' ? [value] : value.map((one) => one.value);
    },
    birthday: customer.birthday,
    custom: customer.custom,
  };
}
