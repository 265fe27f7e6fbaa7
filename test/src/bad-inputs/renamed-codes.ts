/**
 * Codes of the list that have another name here, in one place. A row that is not found is the answer null where a
 * question was asked, and the code where a change was wanted.
 */
export const RENAMED_CODES: Readonly<Record<string, readonly string[]>> = {
  DATA_NOT_FOUND: ['CASE_NOT_FOUND', 'CERTIFICATE_NOT_FOUND'],
  INVALID_STATE: [
    'PATIENT_DECEASED',
    'DRAFT_LOCKED',
    'CERTIFICATE_NOT_SIGNED',
    'DRAFT_NOT_LOCKED',
    'NO_RECIPIENT',
    'TYPE_NOT_IN_FORCE',
    'CERTIFICATE_TYPE_UNKNOWN',
  ],
  INVALID_STATE_REPLACED: ['REPLACEMENT_BEGUN', 'CERTIFICATE_REPLACED'],
  COMPLEMENT_INTYG_EXISTS: ['COMPLEMENT_BEGUN', 'CERTIFICATE_COMPLEMENTED'],
  // of an answer: the payload names its question, its rule and its part
  BAD_USER_INPUT_OF_ANSWER: ['ANSWER_NOT_ACCEPTED'],
  // the list names both: what is wrong, and of which field
  BAD_USER_INPUT_PERSON_ID: ['PERSON_ID'],
};

/** Codes of the agencies' contract (errorId), which no user meets. */
export const CONTRACT_CODES = ['VALIDATION_ERROR'];

/** Codes of a document, which graphql-js and Apollo name; every other one has a text for users. */
export const DOCUMENT_CODES = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST'];
