/** What a user is told for a code, in Swedish and English. Codes without a text here are never shown to a user. */
export interface UserText {
  readonly sv: string;
  readonly en: string;
}

export const TEXTS = {
  FORBIDDEN: {
    sv: 'Du har inte behörighet till detta på vald enhet.',
    en: 'You are not authorised for this on the selected unit.',
  },
  UNAUTHENTICATED: { sv: 'Du behöver logga in igen.', en: 'You need to sign in again.' },
  NO_SESSION: {
    sv: 'Inloggningen har ingen session som kan byta enhet. Logga in på den andra enheten.',
    en: 'The sign-in has no session that could change unit. Sign in on the other unit.',
  },
  PU_PROBLEM: {
    sv: 'Personuppgiftstjänsten svarar inte. Inga patientuppgifter kan visas just nu.',
    en: 'The person service does not answer. No patient data can be shown right now.',
  },
  PERSON_ID: {
    sv: 'Ange ett giltigt personnummer, samordningsnummer eller reservnummer med tolv tecken.',
    en: 'Give a valid personal, co-ordination or reserve number of twelve characters.',
  },
  HSA_ID: { sv: 'Ange ett giltigt HSA-id.', en: 'Give a valid HSA-id.' },
  ID: { sv: 'Okänt id.', en: 'Unknown id.' },
  CASE_NOT_FOUND: { sv: 'Ärendet finns inte på vald enhet.', en: 'The case does not exist on the selected unit.' },
  CASE_NOT_UNHANDLED: { sv: 'Ärendet är redan hanterat.', en: 'The case is already handled.' },
  CASE_NOT_HANDLED: { sv: 'Ärendet är inte hanterat.', en: 'The case is not handled.' },
  COMPLEMENT_STAYS_HANDLED: {
    sv: 'En hanterad kompletteringsbegäran kan inte öppnas igen.',
    en: 'A handled complement request cannot be opened again.',
  },
  ANSWERED_STAYS_HANDLED: {
    sv: 'En fråga som vården har svarat på kan inte öppnas igen.',
    en: 'A question that care has answered cannot be opened again.',
  },
  ROLE_MAY_NOT_WRITE: {
    sv: 'Din roll kan inte skriva till mottagaren om ett sådant intyg.',
    en: 'Your role may not write to the recipient about such a certificate.',
  },
  CERTIFICATE_NOT_SENT: {
    sv: 'Intyget är inte skickat till mottagaren.',
    en: 'The certificate has not been sent to the recipient.',
  },
  CERTIFICATE_REVOKED: { sv: 'Intyget är makulerat.', en: 'The certificate is revoked.' },
  TEST_CERTIFICATE: {
    sv: 'Intyget gäller en testperson: det skickas inte och har inga ärenden.',
    en: 'The certificate is for a test person: it is not sent and has no cases.',
  },
  TEST_INDICATED_PATIENT: {
    sv: 'Patienten är en testperson. Ingenting skickas.',
    en: 'The patient is a test person. Nothing is sent.',
  },
  ASKED_BY_CARE: { sv: 'Frågan är ställd av vården.', en: 'The question was asked by care.' },
  COMPLEMENT_NOT_ANSWERED_IN_WORDS: {
    sv: 'En kompletteringsbegäran besvaras genom att intyget kompletteras, eller med att det inte går.',
    en: 'A complement request is answered by completing the certificate, or by saying that it cannot be done.',
  },
  NOT_A_COMPLEMENT_REQUEST: {
    sv: 'Ärendet är ingen kompletteringsbegäran.',
    en: 'The case is not a complement request.',
  },
  CASE_ALREADY_ANSWERED: { sv: 'Frågan är redan besvarad.', en: 'The question is already answered.' },
  DELIVERY_NOT_FOUND: {
    sv: 'Försändelsen finns inte på vald enhet.',
    en: 'The delivery does not exist on the selected unit.',
  },
  DELIVERY_NOT_FAILED: {
    sv: 'Meddelandet har inte misslyckats och behöver inte skickas igen.',
    en: 'The message has not failed and need not be sent again.',
  },
  CERTIFICATE_NOT_FOUND: {
    sv: 'Intyget finns inte på vald enhet.',
    en: 'The certificate does not exist on the selected unit.',
  },
  CDS_PREFETCH_MISSING: {
    sv: 'Tjänsten behöver patientens diagnoser i anropet (prefetch) och hämtar dem inte själv.',
    en: 'The service needs the patient’s conditions in the call (prefetch) and does not fetch them itself.',
  },
  CDS_OTHER_PATIENT: {
    sv: 'Anropet innehåller en diagnos för en annan patient.',
    en: 'The call has a condition of another patient.',
  },
  IMPORT_REFUSED: {
    sv: 'Registret kunde inte läsas in. Ingenting ändrades.',
    en: 'The register could not be brought in. Nothing changed.',
  },
  CERTIFICATE_TYPE_UNKNOWN: { sv: 'Intygstypen finns inte.', en: 'There is no such certificate type.' },
  DRAFT_NOT_FOUND: { sv: 'Utkastet finns inte på vald enhet.', en: 'The draft does not exist on the selected unit.' },
  DRAFT_SIGNED: { sv: 'Utkastet är redan signerat.', en: 'The draft is already signed.' },
  DRAFT_LOCKED: {
    sv: 'Utkastet är låst, eftersom det är äldre än 14 dagar.',
    en: 'The draft is locked, as it is older than 14 days.',
  },
  DRAFT_NOT_LOCKED: {
    sv: 'Utkastet är inte låst: det kan ändras eller raderas.',
    en: 'The draft is not locked: it can be changed or deleted.',
  },
  CERTIFICATE_NOT_SIGNED: { sv: 'Intyget är inte signerat.', en: 'The certificate is not signed.' },
  CERTIFICATE_REPLACED: {
    sv: 'Intyget har ersatts av ett annat intyg.',
    en: 'The certificate has been replaced by another one.',
  },
  CERTIFICATE_COMPLEMENTED: {
    sv: 'Intyget har kompletterats med ett annat intyg.',
    en: 'The certificate has been complemented by another one.',
  },
  REPLACEMENT_BEGUN: {
    sv: 'Det finns redan ett påbörjat utkast som ska ersätta intyget.',
    en: 'There is a draft already that is to replace the certificate.',
  },
  COMPLEMENT_BEGUN: {
    sv: 'Det finns redan ett påbörjat utkast som ska komplettera intyget.',
    en: 'There is a draft already that is to complement the certificate.',
  },
  COPY_BEGUN: { sv: 'Utkastet har redan kopierats.', en: 'The draft has been copied already.' },
  NOT_OF_THIS_TYPE: {
    sv: 'Det kan inte göras med intyg av den här typen.',
    en: 'This cannot be done with certificates of this type.',
  },
  TYPE_NOT_IN_FORCE: {
    sv: 'Intygstypen används inte för nya intyg i den här versionen.',
    en: 'The certificate type is not used for new certificates in this version.',
  },
  ROLE_MAY_NOT_REPLACE: {
    sv: 'Din roll får inte ersätta intyg av den här typen.',
    en: 'Your role may not replace certificates of this type.',
  },
  ROLE_MAY_NOT_REVOKE: {
    sv: 'Din roll får inte makulera intyg av den här typen.',
    en: 'Your role may not revoke certificates of this type.',
  },
  RISK_NOT_ON_UNIT: {
    sv: 'Enheten deltar inte i piloten för risk och råd.',
    en: 'The unit does not take part in the pilot of risk and advice.',
  },
  RISK_NO_MODEL: {
    sv: 'Det finns ingen prediktionsmodell för huvuddiagnosen.',
    en: 'There is no risk model for the main diagnosis.',
  },
  RISK_AGE: {
    sv: 'Risken beräknas bara för patienter från 17 till 63 år.',
    en: 'The risk is computed for patients from 17 to 63 years only.',
  },
  RISK_PERSON_NUMBER: {
    sv: 'Risken kan inte beräknas för patienter med reservnummer.',
    en: 'The risk cannot be computed for patients with a reserve number.',
  },
  RISK_REGION: {
    sv: 'Enhetens postnummer ger ingen region.',
    en: 'The postal code of the unit gives no region.',
  },
  RISK_ANSWERS: { sv: 'Besvara alla frågor.', en: 'Answer all questions.' },
  RISK_LATE_EXTENSION: {
    sv: 'Risken beräknas inte för en förlängning efter 60 dagar.',
    en: 'The risk is not computed for an extension after 60 days.',
  },
  RISK_NOT_FOUND: {
    sv: 'Riskberäkningen finns inte på vald enhet.',
    en: 'The prediction does not exist on the selected unit.',
  },
  PREFILL_INCOMPLETE: {
    sv: 'Journalsystemet gav svar som inte kunde tas med som de var. Kontrollera utkastet.',
    en: 'The journal system gave answers that could not be taken as they were. Look the draft over.',
  },
  UNIQUE_DRAFT: {
    sv: 'Vårdgivaren har redan ett utkast av den här typen för patienten. Fortsätt på det.',
    en: 'The care provider has a draft of this type for the patient already. Go on with that one.',
  },
  UNIQUE_CERTIFICATE: {
    sv: 'Patienten har redan ett signerat intyg av den här typen. Det kan bara ersättas eller makuleras.',
    en: 'The patient has a signed certificate of this type already. It can only be replaced or revoked.',
  },
  UNIT_CONTACT_MISSING: {
    sv: 'Enhetens adress eller telefonnummer saknas i katalogen. Intyget är inte signerat.',
    en: 'The directory lacks the unit’s address or telephone number. The certificate is not signed.',
  },
  DRAFT_NOT_COMPLETE: { sv: 'Utkastet saknar uppgifter.', en: 'The draft lacks information.' },
  ROLE_MAY_NOT_DRAFT: {
    sv: 'Din roll får inte skriva intyg av den här typen.',
    en: 'Your role may not write certificates of this type.',
  },
  ROLE_MAY_NOT_SIGN: {
    sv: 'Din roll får inte signera intyg av den här typen.',
    en: 'Your role may not sign certificates of this type.',
  },
  PATIENT_PROTECTED: {
    sv: 'Du har inte behörighet till patienter med skyddade personuppgifter.',
    en: 'You are not authorised for patients with protected personal data.',
  },
  PATIENT_DECEASED: {
    sv: 'Patienten är avliden. Intyg av den här typen kan inte skapas.',
    en: 'The patient has died. Certificates of this type cannot be made.',
  },
  PERSON_NOT_FOUND: {
    sv: 'Personuppgiftstjänsten känner inte till personen.',
    en: 'The person service does not know the person.',
  },
  SIGNING_UNAVAILABLE: {
    sv: 'Underskriftstjänsten svarar inte som den ska. Intyget är inte signerat.',
    en: 'The signature service does not answer as it should. The certificate is not signed.',
  },
  SIGNATURE_NOT_VALID: {
    sv: 'Underskriften stämmer inte med intyget. Intyget är inte signerat.',
    en: 'The signature does not match the certificate. The certificate is not signed.',
  },
  SIGNATURE_NOT_TRUSTED: {
    sv: 'Underskriften har en utfärdare som inte är betrodd. Intyget är inte signerat.',
    en: 'The signature has an issuer that is not trusted. The certificate is not signed.',
  },
  OTHER_PERSONS_SIGNATURE: {
    sv: 'Underskriften är någon annans än din. Intyget är inte signerat.',
    en: 'The signature is not yours but somebody else’s. The certificate is not signed.',
  },
  CERTIFICATE_SENT: { sv: 'Intyget är redan skickat.', en: 'The certificate is already sent.' },
  NO_RECIPIENT: {
    sv: 'Intygstypen har ingen mottagare att skicka till.',
    en: 'The certificate type has no recipient to send to.',
  },
  RESERVE_NUMBER: {
    sv: 'Intyg för patienter med reservnummer kan inte skickas elektroniskt.',
    en: 'Certificates of patients with a reserve number cannot be sent electronically.',
  },
  ON_PAPER: {
    sv: 'Intyget ska lämnas på papper och skickas inte elektroniskt.',
    en: 'The certificate is to be handed over on paper and is not sent electronically.',
  },
  NOT_SIGNED_HERE: {
    sv: 'Intyget är signerat i ett annat system och skickas därifrån.',
    en: 'The certificate was signed in another system and is sent from there.',
  },
  NO_MINIMAL_PRINT: {
    sv: 'Intygstypen har ingen minimal utskrift.',
    en: 'The certificate type has no minimal print.',
  },
  CONSENT_MISSING: {
    sv: 'Bekräfta att patienten samtycker till att intyget skickas.',
    en: 'Confirm that the patient consents to the certificate being sent.',
  },
  CONCURRENT_MODIFICATION: {
    sv: 'Någon annan har ändrat uppgiften sedan du läste den.',
    en: 'Somebody else has changed this since you read it.',
  },
  ANSWER_NOT_ACCEPTED: { sv: 'Svaret kan inte sparas som det är.', en: 'The answer cannot be saved as it is.' },
  IDEMPOTENCY_KEY_TAKEN: {
    sv: 'Begäran har redan använts till något annat.',
    en: 'The request has already been used for something else.',
  },
  BAD_USER_INPUT: { sv: 'Uppgiften kan inte tas emot som den är.', en: 'The input cannot be accepted as it is.' },
  QUERY_TOO_COMPLEX: {
    sv: 'Frågan är för stor. Dela upp den.',
    en: 'The question is too large. Split it.',
  },
  INTROSPECTION_DISABLED: {
    sv: 'Schemat lämnas inte ut här.',
    en: 'The schema is not told here.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    sv: 'För många prenumerationer på samma anslutning.',
    en: 'Too many subscriptions on one connection.',
  },
  SUBSCRIPTION_NEEDS_STREAM: {
    sv: 'En prenumeration behöver en ström: text/event-stream eller WebSocket.',
    en: 'A subscription needs a stream: text/event-stream or a WebSocket.',
  },
  UNAVAILABLE: {
    sv: 'Tjänsten svarar inte just nu. Försök igen om en stund.',
    en: 'The service does not answer right now. Try again in a moment.',
  },
  INTERNAL: { sv: 'Något gick fel hos oss.', en: 'Something went wrong on our side.' },
} as const satisfies Record<string, UserText>;

export type ErrorCode = keyof typeof TEXTS;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(TEXTS, code);
