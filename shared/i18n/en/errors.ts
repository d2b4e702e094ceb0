export const errors = {
  internal: {
    what: 'Something unexpected went wrong, and this step was not done.',
    remedy: 'Your data is not affected. Try again; if it happens again, lock the book and open it anew.',
  },
} as const;
