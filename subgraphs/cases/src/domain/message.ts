/** What a message is to its case. */
export const MessageKind = {
  /** Fråga eller kompletteringsbegäran: what the case began with. */
  QUESTION: 'QUESTION',
  /** Svar: the other party's, one for each question. */
  ANSWER: 'ANSWER',
  /** Påminnelse. */
  REMINDER: 'REMINDER',
} as const;
export type MessageKind = keyof typeof MessageKind;

/** Care by its code in kv_part (HSVARD), as the sender of a message. */
export const CARE_CODE = 'HSVARD';
