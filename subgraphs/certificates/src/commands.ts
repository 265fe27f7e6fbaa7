import { type Command, UnknownFormError } from '@intygsgraf/kernel/server';
import { conform, type FormatReaders, reportOf } from './exchange/conformance.ts';
import { clockOf, readConformanceIndex, USUAL_CLOCK } from './exchange/conformance-index.ts';
import { NATIONAL_FORMATS, typeOfRow } from './exchange/format-readers.ts';
import { validateFiles } from './exchange/validate-files.ts';

/** `readers` are of formats that are not the nation's, by their names: only a test knows such. */
const conformance = (readers: FormatReaders): Command => ({
  name: 'conformance',
  summary: 'holds our verdicts on a folder of certificates against those that are expected',
  takes:
    'Takes a folder with an index.json: a list of files with type, version, format and the verdict that is expected of ' +
    'each. Told is how many verdicts agree, and each that does not. The exit code is 0 when all agree.',
  options: { 'clock <day>': `the day to judge on where a row does not say it; ${USUAL_CLOCK} unless given` },
  async run({ files: [folder = '', ...more], values, progress }) {
    if (more.length > 0) throw new UnknownFormError('conformance takes one folder.');
    const clock = values.get('clock');
    const result = await conform({
      folder,
      index: await readConformanceIndex(folder),
      readers,
      knows: (row) => typeOfRow(row) !== undefined,
      clock: clock === undefined ? undefined : clockOf(clock),
      progress: (done, of) => progress(`judged ${done} of ${of}`),
    });
    return reportOf(result);
  },
});

const validate: Command = {
  name: 'validate',
  summary: 'tells whether certificate files keep the rules of their types, and which they break',
  takes:
    'Takes files of RegisterCertificate or of an older contract (XML, with or without a SOAP envelope), or folders of such. Each is judged as of today, ' +
    'or on the day that --clock says. The exit code is 0 when all are as they should be.',
  options: { 'clock <day>': 'the day to judge on; today unless given' },
  run: ({ files, values, now, progress }) => {
    const clock = values.get('clock');
    return validateFiles(files, { clock: clock === undefined ? undefined : clockOf(clock), now, progress });
  },
};

/** What an operator may do with certificate files; `more` are readers of formats that only the caller knows. */
export const commandsWith = (more: FormatReaders): readonly Command[] => [
  validate,
  conformance({ ...NATIONAL_FORMATS, ...more }),
];

export const commands = commandsWith({});
