/**
 * Codes of the list that have another name here, in one place. A row that is not found is the answer null where a
 * question was asked, and the code where a change was wanted.
 */
export const RENAMED_CODES: Readonly<Record<string, readonly string[]>> = {
  DATA_NOT_FOUND: ['CASE_NOT_FOUND', 'CERTIFICATE_NOT_FOUND'],
  INVALID_STATE: ['PATIENT_DECEASED'],
  // the list names both: what is wrong, and of which field
  BAD_USER_INPUT_PERSON_ID: ['PERSON_ID'],
};

/** Codes of a document, which graphql-js and Apollo name; every other one has a text for users. */
export const DOCUMENT_CODES = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST'];
