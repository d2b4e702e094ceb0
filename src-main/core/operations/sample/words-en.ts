/** What the English practice book is made of. Names and numbers are invented; phones lie in ranges kept for fiction. */
import type { SampleWords } from './sample-words.ts';

export const en: SampleWords = {
  surnames: ['Smith', 'Jones', 'Taylor', 'Brown', 'Wilson', 'Evans', 'Thomas', 'Walker', 'Roberts', 'Wright', 'Hughes', 'Green', 'Hall', 'Wood', 'Clarke', 'Patel', 'Khan', 'Chen', 'Novak', 'Silva'],
  rareSurnames: ["O'Brien", 'van der Berg', 'García', 'Müller'],
  given: {
    female: ['Olivia', 'Amelia', 'Isla', 'Grace', 'Emily', 'Sophie', 'Ella', 'Ruby', 'Hannah', 'Alice', 'Chloé', 'Mei'],
    male: ['Oliver', 'George', 'Harry', 'Jack', 'Leo', 'Oscar', 'James', 'Henry', 'Daniel', 'Samuel', 'José', 'Wei'],
  },
  companies: ['Harbour Tea', 'Brightside Nursery', 'Oak & Stone', 'Northgate Offices', 'Willow Farm', 'Corner Café', 'Lakeside Clinic', 'Papermill Studio', 'Golden Grain', 'Elm Street Books'],
  companySuffixes: [' Ltd', '', ' & Co.'],
  areas: ['12 Mill Lane', '5 High Street', '48 Station Road', '7 Church Close', '31 Park Avenue', '2 Harbour View'],
  cities: ['Bristol', 'Leeds', 'York', 'Bath', 'Norwich', 'Exeter'],
  titles: ['Manager', 'Buyer', 'Office manager', 'Owner', 'Accounts'],
  items: ['Loose leaf tea, 100 g', 'Gift box', 'Teapot', 'Herbal tea set', 'Christmas hamper', 'Green tea tin', 'Biscuit selection', 'Mug pair', 'Honey jar', 'Sampler box'],
  followUps: [
    'Asked when the spring tea arrives.',
    'Liked the last order and will take another for her parents.',
    'Sent pictures of the gift boxes; wants to think it over.',
    'Box was dented on arrival; promised a replacement sample.',
    'Needs about thirty gifts for clients at the end of the year; quote next week.',
    'Comes by for a tasting at the weekend.',
    'No answer, will call again.',
  ],
  notes: ['No caffeine after noon', 'Daughter sits exams this year', 'Deliver to reception', 'Knows her tea', 'Pays promptly', null, null, null, null],
  tags: [
    { name: 'Regular', groupName: 'Relation', color: 'teal' },
    { name: 'Bulk orders', groupName: 'Needs', color: 'amber' },
    { name: 'Gifts', groupName: 'Needs', color: 'rose' },
    { name: 'Tea lover', groupName: 'Taste', color: 'green' },
    { name: 'Needs invoice', groupName: 'Other', color: 'slate' },
  ],
  sources: ['Walk-in', 'Referral', 'Social media', 'Review site', 'Promotion'],
  grades: ['A key', 'B regular', 'C occasional'],
  landline: (digits) => `0117 496 0${digits.slice(0, 3)}`,
  currency: 'GBP',
  fullName: (surname, given) => `${given} ${surname}`,
  phone: (digits) => `07700 900${digits.slice(0, 3)}`,
};
