/** The texts of the Sign-in page, in English. */
export const signInWords = {
  title: 'Sign-in',
  sampleUser: 'Sample user',
  previousUser: 'Previous user',
  nextUser: 'Next user',
} as const;
