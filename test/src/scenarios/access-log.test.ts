import { globalId } from '@intygsgraf/kernel/domain';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { connected } from '../demo/admin.ts';
import { certificates } from '../demo/data/certificates.ts';
import { ADMIN } from '../demo/roles.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { begun, writer } from '../support/drafts.ts';
import { type Answer, ask, codesOf } from '../support/graph-client.ts';
import { ajla, alva, units } from '../support/people.ts';
import { digest, rowsOf, targetOf } from '../support/rows.ts';
import { everySecret, leaks } from '../support/secrets.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { type Target, tryWay, type Way, WAYS, type WayName } from '../support/ways-in.ts';

const SCHEMAS = ['cases', 'certificates', 'decision_support', 'users'] as const;

let stack: SeededStack;
let token: string;
let target: Target;
beforeAll(async () => {
  stack = await startSeededStack();
  token = await stack.token(ajla);
  target = await targetOf(stack.database, certificateOf(units.alfaMedicincentrum));
});
afterAll(() => stack.stop());

const wayOf = (name: WayName): Way => WAYS.find((way) => way.name === name) ?? WAYS[0];
const tries = (name: WayName): Promise<Answer> => tryWay(stack.gatewayUrl, token, wayOf(name), ajla.unit, target);
const emptyLogs = async () => {
  for (const schema of SCHEMAS) await rowsOf(stack.database, `truncate ${schema}.access_log`);
};
/** What the logs say, each row as one line, in the order of the alphabet. */
const logged = async (): Promise<string[]> => {
  const rows = await rowsOf(
    stack.database,
    SCHEMAS.map(
      (
        schema,
      ) => `select concat_ws(' ', '${schema}', activity, resource, resource_id, 'of', person_id, 'on', unit, 'by',
        actor, 'from', coalesce(actor_unit, '-')) as line from ${schema}.access_log`,
    ).join(' union all '),
  );
  return rows.map(({ line }) => line ?? '').sort();
};
const uuidOf = (id: string): string => id.split('_')[1] ?? '';
const patientOf = async (personId: string): Promise<string> =>
  (await rowsOf(stack.database, 'select id from users.patient where person_id = $1', [personId]))[0]?.['id'] ?? '';

const BY = `by ${ajla.sub} from ${ajla.unit}`;
const STURE = `of 195801263053 on ${units.alfaMedicincentrum} ${BY}`;

describe('The access log', () => {
  it('has a row for each thing of a patient that an answer holds: who, from where, what, whose, on which unit', async () => {
    await emptyLogs();
    await ask(
      stack.gatewayUrl,
      token,
      'query ($id: ID!) { case(id: $id) { text certificate { signedAt patient { surname } } } }',
      { id: target.case },
    );
    expect(await logged()).toEqual([
      `cases READ Case ${uuidOf(target.case)} ${STURE}`,
      `certificates READ Certificate ${uuidOf(target.certificate)} ${STURE}`,
      `users READ Patient ${await patientOf('195801263053')} ${STURE}`,
    ]);
  });

  it('names the unit whose record it is, not the one that its reader is signed in on', async () => {
    const [onSubUnit] = certificates.filter(({ unit }) => unit === units.alfaAllergi);
    await emptyLogs();
    await ask(stack.gatewayUrl, token, 'query ($id: ID!) { certificate(id: $id) { signedAt patient { surname } } }', {
      id: globalId('Certificate', onSubUnit?.id ?? ''),
    });
    const whose = `of ${onSubUnit?.personId} on ${units.alfaAllergi} ${BY}`;
    expect(await logged()).toEqual([
      `certificates READ Certificate ${onSubUnit?.id} ${whose}`,
      `users READ Patient ${await patientOf(onSubUnit?.personId ?? '')} ${whose}`,
    ]);
  });

  it.each(WAYS)('has a row for whatever stands in the answer to $name', async ({ name }) => {
    await emptyLogs();
    const { text } = await tries(name);
    const rows = await logged();
    for (const [id] of text.matchAll(/(?:Case|Certificate|Draft|Patient|RiskPrediction)_[0-9a-f-]{36}/g)) {
      // an id alone, as the page's end or a certificate that holds only its id, is no patient data
      const [type, uuid] = id.split('_');
      expect(
        rows.some((row) => row.includes(`${type} ${uuid} `)),
        id,
      ).toBe(true);
    }
    for (const personId of leaks(text, everySecret).filter((secret) => /^\d{12}$/.test(secret)))
      expect(
        rows.some((row) => row.includes(`of ${personId} `)),
        personId,
      ).toBe(true);
  });

  it('has no row for what was not shown, nor for a number', async () => {
    await emptyLogs();
    const administrator = await stack.token(alva);
    const hidden = await targetOf(stack.database, '78040000-0000-4000-8000-000000000016');
    for (const name of ['a case', 'a certificate'] as const)
      await tryWay(stack.gatewayUrl, administrator, wayOf(name), alva.unit, hidden);
    for (const name of ['the count', 'the viewer'] as const)
      await tryWay(stack.gatewayUrl, administrator, wayOf(name), alva.unit, target);
    expect(await logged()).toEqual([]);
  });

  it('tells a change from a look, and from a change that was refused', async () => {
    const document =
      'mutation ($id: ID!) { markCaseHandled(input: { caseId: $id }) { case { status } errors { code } } }';
    const { case: id } = await targetOf(stack.database, '78040000-0000-4000-8000-000000000004');
    const whose = `Case ${uuidOf(id)} of 196104153488 on ${units.alfaAllergi} ${BY}`;
    await emptyLogs();
    expect((await ask(stack.gatewayUrl, token, document, { id })).text).toContain('HANDLED');
    expect(await logged()).toEqual([`cases READ ${whose}`, `cases WRITE ${whose}`]);
    await emptyLogs();
    expect((await ask(stack.gatewayUrl, token, document, { id })).text).toContain('CASE_NOT_UNHANDLED');
    expect(await logged()).toEqual([`cases READ ${whose}`]);
  });

  it('knows when a service looked: the cases, at a certificate that a question is about', async () => {
    await emptyLogs();
    const [other] = certificates.filter(({ unit }) => unit === units.alfaHud);
    await agencyAsks(stack.agencyUrl, other?.id ?? '');
    expect(await logged()).toContain(
      `certificates READ Certificate ${other?.id} of ${other?.personId} on ${units.alfaHud} by cases from -`,
    );
  });

  const CASE = {
    document: 'query ($case: ID!) { case(id: $case) { text certificate { signedAt patient { surname } } } }',
    shows: 'Provsson',
  };
  /** What is asked of each, and what its answer shows. */
  const HELD_UP = {
    cases: CASE,
    certificates: CASE,
    users: CASE,
    decision_support: {
      document: `mutation ($draft: ID!) { predictRisk(input: { draftId: $draft, situation: NEW, answers: [
        { factor: "SA_1_gross", value: "0" }, { factor: "SA_ExtentFirst", value: "1" },
        { factor: "SA_SyssStart_fct", value: "not_unemp" }] }) { prediction { id } errors { code } } }`,
      shows: 'RiskPrediction_',
    },
  } as const satisfies Record<(typeof SCHEMAS)[number], { document: string; shows: string }>;

  /** A draft for a diagnosis and an age that there is a model of risk for. */
  async function draftWithRisk(): Promise<string> {
    const doctor = writer(stack, ajla);
    const { id } = await begun(doctor, '198206169289');
    const diagnoses = [{ code: 'F432', codeSystem: 'ICD_10_SE', description: 'F432' }];
    await doctor.save(id, { subAnswerId: '6.1', answer: { diagnoses }, expectedRevision: 0 });
    return id;
  }

  it.each(SCHEMAS)(
    'is written before the answer leaves: whoever holds up that of %s holds up the answer',
    async (schema) => {
      let answered = false;
      const { document, shows } = HELD_UP[schema];
      const variables = { case: target.case, draft: await draftWithRisk() };
      const answer = await connected(stack.database.url(ADMIN), async (client) => {
        await client.query(`begin; lock table ${schema}.access_log in exclusive mode`);
        const asked = ask(stack.gatewayUrl, token, document, variables).finally(() => (answered = true));
        const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
        await eventually(async () => {
          // within a transaction the server shows the same picture until it is told to look again
          await client.query('select pg_stat_clear_snapshot()');
          expect((await client.query(waiting)).rowCount).toBeGreaterThan(0);
        });
        await sleep(200);
        expect(answered).toBe(false);
        await client.query('commit');
        return asked;
      });
      expect(answer.errors).toBeUndefined();
      expect(answer.text).toContain(shows);
    },
  );
});

describe('When its access log cannot be written', () => {
  const [AT_ONCE, AT_COMMIT] = ['before insert', 'after insert deferrable initially deferred'];
  const breakLog = (schema: string, when = AT_ONCE) => {
    const [moment, deferred = ''] = when.split(/(?<=insert) /);
    return rowsOf(
      stack.database,
      `create function public.no_log() returns trigger language plpgsql as $$ begin
         raise exception 'no space left for %', new.person_id; end $$;
       create ${deferred && 'constraint'} trigger no_log ${moment} on ${schema}.access_log ${deferred}
         for each row execute function public.no_log()`,
    );
  };
  afterEach(() => rowsOf(stack.database, 'drop function public.no_log cascade'));

  /** What each subgraph answers of a patient, by the fields that lead there. */
  const FIELDS = {
    cases: ['a case', 'all cases', 'cases of the unit', 'cases of two units'],
    certificates: ['a certificate', 'own certificates', 'certificates of the unit'],
  } as const;

  it.each([
    ['cases', AT_ONCE],
    ['cases', AT_COMMIT],
    ['certificates', AT_ONCE],
    ['certificates', AT_COMMIT],
  ] as const)('the subgraph %s answers nothing of a patient (%s)', async (schema, when) => {
    await breakLog(schema, when);
    for (const name of FIELDS[schema]) {
      const answer = await tries(name);
      expect(leaks(answer.text, everySecret), name).toEqual([]);
      expect(codesOf(answer), name).toEqual(['INTERNAL']);
      expect(answer.text, name).not.toContain('no space left');
    }
  });

  it('the subgraph users names nobody', async () => {
    await breakLog('users');
    const answer = await tries('a certificate');
    expect(codesOf(answer)).toEqual(['INTERNAL']);
    expect(answer.data).toMatchObject({ certificate: { patient: null } });
    expect(leaks(answer.text, ['195801263053', 'Sture', 'Provsson', 'no space left'])).toEqual([]);
  });

  it('the certificates leave a hole in a case, and the case in a certificate', async () => {
    await breakLog('certificates');
    const document = 'query ($id: ID!) { case(id: $id) { text certificate { signedAt patient { surname } } } }';
    const answer = await ask(stack.gatewayUrl, token, document, { id: target.case });
    expect(answer.data).toMatchObject({ case: { text: expect.any(String), certificate: null } });
    expect(codesOf(answer)).toEqual(['INTERNAL']);
  });

  it.each([
    ['handling', ''],
    ['taking it back', `update cases."case" set status = 'HANDLED' where subject <> 'COMPLEMENT'`],
  ] as const)('%s a case changes nothing', async (name, prepare) => {
    if (prepare) await rowsOf(stack.database, prepare);
    const before = await digest(stack.database);
    await breakLog('cases');
    const answer = await tries(name);
    expect(codesOf(answer)).toEqual(['INTERNAL']);
    expect(answer.data ?? null).toBeNull();
    expect(leaks(answer.text, everySecret)).toEqual([]);
    expect(await digest(stack.database)).toEqual(before);
  });

  it('a count is given all the same: it is of nobody', async () => {
    await breakLog('cases');
    expect(codesOf(await tries('the count'))).toEqual([]);
  });
});

describe.each(SCHEMAS)('The access log of %s', (schema) => {
  const ROW = `'00000000-0000-4000-8000-000000000000', now(), 'a', null, 'READ', 'b', 'c', 'd', 'e'`;

  it.each([
    ['read', 'select from', ''],
    ['counted', 'select count(*) from', ''],
    ['changed', 'update', `set actor = 'nobody'`],
    ['deleted', 'delete from', ''],
    ['emptied', 'truncate', ''],
    ['copied', 'copy', 'to stdout'],
  ])('cannot be %s by the subgraph itself, whatever its session', async (_, verb, rest) => {
    for (const scope of ['system', 'user'])
      await connected(stack.database.url(`${schema}_app`), async (client) => {
        await client.query(`select set_config('app.scope', '${scope}', false)`);
        await expect(client.query(`${verb} ${schema}.access_log ${rest}`)).rejects.toThrow('permission denied');
      });
  });

  it('takes rows only from a session that says who asks, and gives none back', async () => {
    await connected(stack.database.url(`${schema}_app`), async (client) => {
      const insert = `insert into ${schema}.access_log values (${ROW})`;
      await expect(client.query(insert)).rejects.toThrow('violates row-level security policy');
      await client.query(`select set_config('app.scope', 'system', false)`);
      await expect(client.query(`${insert} returning *`)).rejects.toThrow('permission denied');
      await expect(client.query(insert)).resolves.toMatchObject({ rowCount: 1 });
    });
  });
});
