import { dayInSweden } from '@intygsgraf/kernel/domain';
import { type Command, faulty, inSession, openOrm } from '@intygsgraf/kernel/server';
import { importHsa } from './application/import-hsa.ts';
import { importPersons } from './application/import-persons.ts';
import { readHsa } from './application/read-hsa.ts';
import { readPersons } from './application/read-persons.ts';
import { database } from './database/database.ts';

const number = (value: number): string => value.toLocaleString('en');

/** Files have persons' names: neither a name nor a number is in a report, so files are counted. */
const COUNTED = 'The report counts files in the order of their names.';

/** What the operator may do with this subgraph's data. */
export const commands: readonly Command[] = [
  {
    name: 'import hsa',
    summary: 'brings care providers, units and staff in',
    takes:
      'Takes JSON files, or folders of them, of one record or a list each: a care provider with its units and sub-units ' +
      '(careUnits, subUnits), a member of staff with licences and assignments (commissionList, ' +
      'healthCareProfessionalLicence, paTitle), or a private practitioner (godkandAnvandare). All in one call, as staff ' +
      'belong to units. What is known is brought up to date; somebody’s assignments become those of the files. Left out, ' +
      'and told, is what HSA would not have: an id that is no HSA-id, somebody without a name, an assignment on a unit ' +
      `that nobody knows. Whatever else is wrong refuses all. ${COUNTED}`,
    options: { strict: 'refuse all when something would be left out' },
    async run({ files, flags, settings, now, progress }) {
      const databaseUrl = settings.databaseUrl();
      const records = await readHsa(files);
      progress(`read ${number(records.length)} records`);
      const orm = await openOrm(database, databaseUrl);
      try {
        const strict = flags.has('strict');
        const { leftOut, isNew, ...counts } = await inSession(orm, { scope: 'system' }, (em) =>
          importHsa(em, records, { now, strict }),
        );
        const { careProviders, units, staff, assignments } = counts;
        return {
          lines: [
            `HSA: ${careProviders} care providers, ${units} units, ${staff} members of staff, ${assignments} assignments`,
            isNew ? 'kept as an edition of the directory' : 'the same as the last time',
            `left out: ${leftOut.length}`,
            ...leftOut.map((line) => `  ${line}`),
          ],
          data: { ...counts, isNew, leftOut },
        };
      } finally {
        await orm.close();
      }
    },
  },
  {
    name: 'import persons',
    summary: 'gives persons to the person service of a demo, all or nothing',
    takes:
      'Takes JSON files, or folders of them, of one person or a list each, as the person service tells of them ' +
      '(personalIdentity, name, protectedPersonIndicator, testIndicator, deregistration) or once did (personpost, ' +
      'sekretessmarkering); or Skatteverket’s list of test numbers (CSV, header personNr), whose new persons get made-up ' +
      `names. Somebody whose number is none is left out, and told. ${COUNTED} The system itself keeps no persons: it asks the person service, and the nation’s takes none.`,
    options: { strict: 'refuse all when somebody would be left out' },
    async run({ files, flags, settings, now, progress }) {
      const url = settings.personServiceUrl();
      const read = await readPersons(files, dayInSweden(now));
      const { persons, leftOut } = read;
      if (flags.has('strict') && leftOut.length > 0) throw faulty('The list of persons', leftOut);
      progress(`read ${number(persons.length)} persons`);
      const { added, changed, asBefore } = await importPersons(url, read);
      const count = (is: (person: (typeof persons)[number]) => boolean) => persons.filter(is).length;
      const quirks = {
        protected: count((person) => person.protectedPerson),
        deceased: count((person) => person.deceased),
        testIndicated: count((person) => person.testIndicated),
        withoutName: count((person) => !person.givenName && !person.surname),
      };
      return {
        lines: [
          `persons: ${number(persons.length)}: ${number(added)} new, ${number(changed)} changed, ${number(asBefore)} as before`,
          `of them ${quirks.protected} protected, ${quirks.deceased} deceased, ${quirks.testIndicated} test persons, ${quirks.withoutName} without a name`,
          `left out: ${leftOut.length}`,
          ...leftOut.map((line) => `  ${line}`),
        ],
        data: { persons: persons.length, added, changed, asBefore, quirks, leftOut },
      };
    },
  },
];
