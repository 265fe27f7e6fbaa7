/**
 * What the registers say is published, of no patient and no unit, so that any user with a good token may read it: nobody
 * asks the directory who they are. What depends on the unit (the pilot of risk and advice) or on a patient is not here.
 */
export const OPEN = {
  fields: new Set([
    'diagnosis',
    'diagnoses',
    'guidance',
    'guidanceDocument',
    'recommendations',
    'icfSelections',
    'icfCategories',
    'icfAnswer',
    'registerEditions',
    'registerChanges',
    'sickLeavePeriod',
  ]),
  entities: new Set(['Diagnosis']),
};
