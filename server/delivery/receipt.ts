/** What a provider's later word means to people; words that say nothing new are left out. */
export const receiptWords: Readonly<Record<string, { reached: boolean; words: string }>> = {
  delivered: { reached: true, words: 'It is on the phone.' },
  completed: { reached: true, words: 'Somebody picked up.' },
  undelivered: { reached: false, words: 'The phone network did not deliver it.' },
  failed: { reached: false, words: 'The provider could not deliver it.' },
  busy: { reached: false, words: 'The line was busy.' },
  'no-answer': { reached: false, words: 'Nobody picked up.' },
  canceled: { reached: false, words: 'The call was cancelled.' },
  machine: { reached: false, words: 'An answering machine took it.' },
};
