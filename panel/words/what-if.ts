/** The texts of the What if page, in English. */
export const whatIfWords = {
  title: 'What if',
} as const;
