/** What both versions of FK7804 say above the form, in Swedish and in English. Source: domain.md §1.8 P6; our words. */
export const [SICKNESS_BENEFIT, SICKNESS_BENEFIT_ENGLISH] = [
  'Patienten kan få sjukpenning när sjukdom gör att minst en fjärdedel av arbetsförmågan saknas. Skriv så att en handläggare som inte är läkare förstår hur sjukdomen påverkar arbetet. Kontrollera patientens identitet om ni inte har träffats förut.',
  'The patient may have sickness benefit when illness takes away at least a quarter of the ability to work. Write so that a case officer who is no doctor understands how the illness affects the work. Check the patient’s identity if you have not met before.',
] as const;
