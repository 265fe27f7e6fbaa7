import { isMunicipality as isKnown, MUNICIPALITIES } from '../municipalities.ts';
import { type Asked, kind } from '../kind.ts';
import { alone, single, textFaults, textOf, WRONG_KIND } from './parts.ts';

/** One of Sweden's municipalities (kommun), by its name: what is typed is completed from the list. */
export interface MunicipalityQuestion extends Asked<'municipality'> {
  /** Characters. */
  readonly maxLength: number;
}

export const municipalityKind = kind<string, MunicipalityQuestion>()({
  description: 'One of Sweden’s municipalities (kommun).',
  shape: 'string',
  missing: { sv: 'Ange en kommun.', en: 'Give a municipality.' },
  rules: {
    /** A message may name any place: what it says was signed elsewhere. */
    UNKNOWN_MUNICIPALITY: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'Välj en kommun ur listan.', en: 'Choose a municipality of the list.' },
      only: 'DRAFT',
    },
  },
  faults: ({ maxLength }, name, { isMunicipality = isKnown }) => [
    ...textFaults(name, maxLength),
    name.trim() !== '' && !isMunicipality(name) && { rule: 'UNKNOWN_MUNICIPALITY' },
  ],
  fields: ({ field }) => [field],
  toTransport: ({ field }, text) => alone(field, { text }),
  fromTransport: ({ field }, groups) =>
    single(groups, [field], (group) => {
      const value = textOf(group.get(field));
      return value === undefined ? WRONG_KIND : { value };
    }),
  show: (_, value) => value,
  text: (_, value) => [value],
  form: ({ maxLength }) => ({ maxLength, suggestions: MUNICIPALITIES }),
});
