import type { Dictionary } from '../types';

export const exported = {
  bookings: 'Bookings',
  bookingsWords: 'Every booking with its event and who made it. Import reads this file.',
  conversations: 'Conversations',
  conversationsWords: 'Every message, note and step, one a line.',
  done: { one: 'One line saved as {path}', other: '{rows} lines saved as {path}' },
  record: 'Record',
  recordWords: 'Who did what, from the first day.',
  residents: 'Residents',
  residentsWords: 'Everybody, also those who moved out. Import reads this file.',
  save: 'Save as CSV',
  saveOf: 'Save as CSV: {what}',
  title: 'Export',
  transcript: 'Save as text',
  transcriptDone: 'The conversation is saved as {path}',
  transcriptNotes: 'Save as text, with the notes',
  words: 'The files go into your Downloads. The record says who saved what, and when.',
} as const satisfies Dictionary;
