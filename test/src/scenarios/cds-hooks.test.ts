import { marked } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  conditionOf,
  KSH_97_P,
  patientViewed,
  problemCreated,
  problemsCreated,
} from '../counterparts/cds-client/hook-calls.ts';
import { cardsIn, CREATE, type CdsStack, refusalIn, startCdsStack, VIEW } from '../support/cds-hooks.ts';
import { type Cards, discoveryShape, requestShape } from '../support/cds-shapes.ts';
import { startCollector } from '../support/recorder.ts';
import { recommendTold } from '../support/guidance.ts';
import { rowsOf } from '../support/rows.ts';

let stack: CdsStack;
beforeAll(async () => {
  stack = await startCdsStack();
});
afterAll(() => stack.stop());

const SWEDISH = { headers: { 'accept-language': 'sv' } };
const ENGLISH = { headers: { 'accept-language': 'en-GB,en;q=0.8' } };
const viewing = async (conditions: readonly object[], options = SWEDISH): Promise<Cards> =>
  cardsIn(await stack.journal.post(VIEW, patientViewed(conditions), options));
const creating = async (codes: readonly string[], options = SWEDISH): Promise<Cards> =>
  cardsIn(await stack.journal.post(CREATE, problemCreated(codes), options));

describe('Discovery by CDS Hooks', () => {
  it('is open and tells of a service for each hook, as the specification has it', async () => {
    const answer = await stack.journal.discover();
    expect(answer.status).toBe(200);
    const { services } = discoveryShape.parse(await answer.json());
    expect(services.map(({ id, hook, prefetch }) => [id, hook, Object.keys(prefetch ?? {})])).toEqual([
      [VIEW, 'patient-view', ['conditions']],
      [CREATE, 'problem-list-item-create', []],
    ]);
  });

  it('speaks Swedish, or English to who prefers it', async () => {
    for (const [headers, language, word] of [
      [{}, 'sv', 'sjukskrivning'],
      [{ 'accept-language': 'de, en;q=0.5' }, 'en', 'sick leave'],
      [{ 'accept-language': 'de' }, 'sv', 'sjukskrivning'],
    ] as const) {
      const answer = await stack.journal.discover({ headers });
      expect(answer.headers.get('content-language')).toBe(language);
      expect(answer.headers.get('vary')).toMatch(/accept-language/i);
      expect(discoveryShape.parse(await answer.json()).services[0]?.description).toContain(word);
    }
  });
});

describe('Cards when a record is opened', () => {
  it('tell the guidance for each diagnosis, with its lengths, ICF, source and revision', async () => {
    const cards = await viewing([conditionOf('F43.2'), conditionOf('M545'), conditionOf('S83.2')]);
    expect(cards.map(({ summary }) => summary.slice(0, 5))).toEqual(['F43.2', 'M54.5', 'S83.2']);
    for (const card of cards) {
      expect(card).toMatchObject({
        uuid: expect.any(String),
        indicator: 'info',
        source: {
          label: expect.stringMatching(
            /^Försäkringsmedicinskt beslutsstöd, Socialstyrelsen, utgåva 1 \(\d{4}-\d\d-\d\d\)$/,
          ),
          url: expect.stringContaining('socialstyrelsen.se'),
          topic: { code: 'sick-leave-guidance' },
        },
        selectionBehavior: 'at-most-one',
        links: [{ type: 'absolute' }],
      });
      expect(card.detail).toContain('**Rekommenderade längder (typfall)**');
      expect(card.detail).toContain('**Funktionsnedsättning, centrala ICF-kategorier**');
      expect(card.detail).toMatch(/Känslo.*\(b152\)|\(b\d{3}\)/);
      expect(card.overrideReasons?.length).toBeGreaterThan(3);
    }
    expect(cards[1]?.detail).toContain('Högst 2 veckor på heltid');
    expect(cards[1]?.suggestions?.map(({ label }) => label)).toContain('Högst 2 veckor på heltid');
  });

  it('say for which level the guidance is published', async () => {
    const [own, wider] = [...(await viewing([conditionOf('M54.5')])), ...(await viewing([conditionOf('M54.59')]))];
    expect(own?.detail).toContain('publicerad för koden M54.5');
    expect(wider?.summary).toMatch(/^M54\.59 /);
    expect(wider?.detail).toContain('publicerad för den överordnade koden M54.5');
  });

  it('are one for diagnoses of the same guidance, and none for what has none or is over', async () => {
    const [card, ...rest] = await viewing([conditionOf('M54.59'), conditionOf('M54.58'), conditionOf('Z00.0')]);
    expect(rest).toEqual([]);
    expect(card?.summary).toMatch(/^M54\.59, M54\.58 /);
    const many = 'ABCDEFGHIJKLMNOPQRST'.split('').map((end) => conditionOf(`M54.5${end}`));
    expect((await viewing(many)).map(({ summary }) => summary.length < 140 && summary.includes('…: högst '))).toEqual([
      true,
    ]);
    const over = { clinicalStatus: 'resolved' };
    const wrong = { verificationStatus: 'entered-in-error' };
    expect(await viewing([conditionOf('F43.2', over), conditionOf('F43.2', wrong)])).toEqual([]);
    expect(await viewing([conditionOf('38341003', { system: 'http://snomed.info/sct' })])).toEqual([]);
    expect(await viewing([conditionOf('F32-P', { system: KSH_97_P })])).toEqual([]);
  });

  it('are none for a patient who looks at their own record', async () => {
    const call = patientViewed([conditionOf('F43.2')]);
    const own = { ...call, context: { ...call.context, userId: 'Patient/patient-1' } };
    expect(await cardsIn(await stack.journal.post(VIEW, own))).toEqual([]);
  });

  it('are none when there is no data, and 412 when it was not prefetched or could not be', async () => {
    const call = patientViewed([]);
    expect(await cardsIn(await stack.journal.post(VIEW, { ...call, prefetch: { conditions: null } }))).toEqual([]);
    for (const conditions of [call.prefetch.conditions, { resourceType: 'Bundle', type: 'searchset' }])
      expect(await cardsIn(await stack.journal.post(VIEW, { ...call, prefetch: { conditions } }))).toEqual([]);
    const failed = {
      conditions: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] },
    };
    const [told] = failed.conditions.issue;
    const half = patientViewed([conditionOf('F43.2'), { resourceType: 'OperationOutcome', issue: [told] }]).prefetch;
    for (const prefetch of [undefined, {}, { patient: null }, failed, half]) {
      const answer = await stack.journal.post(VIEW, { ...call, prefetch });
      expect(await refusalIn(answer)).toEqual([412, 'CDS_PREFETCH_MISSING', 'prefetch.conditions']);
    }
  });

  it('tell of the newest conditions when the search has more pages, or warns of something', async () => {
    const warning = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'warning', code: 'informational', diagnostics: 'one of the parameters was not used' }],
    };
    const { prefetch, ...call } = patientViewed([conditionOf('F43.2'), warning]);
    const link = [{ relation: 'next', url: 'https://fhir.test/Condition?page=2' }];
    const conditions = { ...prefetch.conditions, total: 2, link };
    expect(await cardsIn(await stack.journal.post(VIEW, { ...call, prefetch: { conditions } }))).toHaveLength(1);
  });

  it('leave nothing of the patient, the user or the call behind', async () => {
    const call = patientViewed([conditionOf('F43.2')]);
    const [card] = await cardsIn(await stack.journal.post(VIEW, call));
    const kept = await rowsOf(stack.database, 'select * from decision_support.cds_card where id = $1', [card?.uuid]);
    expect(kept).toMatchObject([{ client: stack.journal.issuer, service: VIEW, resolved_code: 'F432', revision: 1 }]);
    const all = JSON.stringify(await rowsOf(stack.database, 'select * from decision_support.cds_card'));
    for (const secret of ['patient-1', 'doctor-1', 'encounter-1', call.hookInstance]) expect(all).not.toContain(secret);
  });
});

describe('Cards when a diagnosis is added', () => {
  it('tell the guidance for it, in the language of the user', async () => {
    const [card] = await creating(['M54.5'], ENGLISH);
    expect(card?.summary).toMatch(/: at most .*in the typical cases$/);
    expect(card?.source.label).toContain('edition 1');
    expect(card?.suggestions?.map(({ label }) => label)).toContain('At most 2 weeks full-time');
    expect(card?.overrideReasons?.[0]?.display).toBe('No sick leave is considered');
    expect(await creating(['Z00.0'])).toEqual([]);
  });

  it('say that there is none for a code of primary care, unless the condition has one of ICD-10-SE, too', async () => {
    const both = {
      ...conditionOf('F43.2'),
      code: {
        coding: [
          { system: KSH_97_P, code: 'F43-P' },
          { system: 'http://hl7.org/fhir/sid/icd-10-se', code: 'F43.2' },
        ],
      },
    };
    const alone = conditionOf('F32-P', { system: KSH_97_P });
    const cards = await cardsIn(await stack.journal.post(CREATE, problemsCreated([both, alone])));
    expect(cards.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^F43\.2 /),
      'Beslutsstöd finns bara för diagnoskoder enligt ICD-10-SE.',
    ]);
  });
});

describe('A call by CDS Hooks', () => {
  it('is made here as the specification has it, field by field', () => {
    for (const call of [patientViewed([conditionOf('F43.2')]), problemCreated(['F43.2'])])
      expect(requestShape.parse(call)).toEqual(call);
  });

  it('may say more than is asked for, and extend anything', async () => {
    const call = problemCreated(['F43.2']);
    const extension = { 'com.example.timestamp': '2026-11-22T00:00:00Z' };
    const more = { ...call, extension, future: [null], context: { ...call.context, extension, pregnancyStatus: {} } };
    expect(await cardsIn(await stack.journal.post(CREATE, more))).toHaveLength(1);
  });

  it('may have its conditions as older versions of FHIR do', async () => {
    const stu3 = {
      resourceType: 'Condition',
      id: '3a14127f',
      category: 'problem-list-item',
      clinicalStatus: 'active',
      verificationStatus: 'confirmed',
      code: conditionOf('F43.2').code,
      subject: { reference: 'Patient/patient-1' },
    };
    const { subject, ...rest } = stu3;
    const dstu2 = { ...rest, category: { text: 'Problem' }, patient: subject };
    for (const condition of [stu3, dstu2])
      expect(await cardsIn(await stack.journal.post(CREATE, problemsCreated([condition])))).toHaveLength(1);
    expect(
      await cardsIn(await stack.journal.post(CREATE, problemsCreated([{ ...stu3, clinicalStatus: 'resolved' }]))),
    ).toEqual([]);
  });

  it('makes us ask nobody: a FHIR server that it names is never called', async () => {
    const fhirServer = await startCollector();
    const authorization = {
      access_token: 'secret',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/Condition.read',
      subject: 'us',
    };
    const call = { ...patientViewed([]), fhirServer: fhirServer.url, fhirAuthorization: authorization, prefetch: {} };
    expect((await stack.journal.post(VIEW, call)).status).toBe(412);
    await fhirServer.stop();
    expect(fhirServer.addresses).toEqual([]);
  });

  const authorization = { access_token: 'a', token_type: 'Bearer', expires_in: 1, scope: 's', subject: 'c' };
  const WRONG: readonly (readonly [name: string, field: string, change: object])[] = [
    ['hook of another service', 'hook', { hook: 'patient-view' }],
    ['hook that is null', 'hook', { hook: null }],
    ['instance that is missing', 'hookInstance', { hookInstance: undefined }],
    ['instance that is no UUID', 'hookInstance', { hookInstance: '1' }],
    ['server that is no address', 'fhirServer', { fhirServer: 'fhir' }],
    ['server of another scheme', 'fhirServer', { fhirServer: 'file:///etc/passwd' }],
    ['server that is null', 'fhirServer', { fhirServer: null }],
    ['authorization without a server', 'fhirServer', { fhirAuthorization: authorization }],
    [
      'authorization that is empty',
      'fhirAuthorization.access_token',
      { fhirServer: 'https://f.test', fhirAuthorization: {} },
    ],
    [
      'authorization of another type',
      'fhirAuthorization.token_type',
      { fhirServer: 'https://f.test', fhirAuthorization: { ...authorization, token_type: 'MAC' } },
    ],
    [
      'lifetime that is no whole number',
      'fhirAuthorization.expires_in',
      { fhirServer: 'https://f.test', fhirAuthorization: { ...authorization, expires_in: '1' } },
    ],
    [
      'scope that is empty',
      'fhirAuthorization.scope',
      { fhirServer: 'https://f.test', fhirAuthorization: { ...authorization, scope: ' ' } },
    ],
    ['context that is missing', 'context', { context: undefined }],
    ['extension that is no object', 'extension', { extension: 'x' }],
    ['prefetch that is null', 'prefetch', { prefetch: null }],
  ];
  it.each(WRONG)('with a %s is refused, and told why', async (_, field, change) => {
    const answer = await stack.journal.post(CREATE, { ...problemCreated(['F43.2']), ...change });
    const [status, code, ...fields] = await refusalIn(answer);
    expect([status, code, fields]).toEqual([400, 'BAD_USER_INPUT', expect.arrayContaining([field])]);
  });

  const CONTEXT: readonly (readonly [field: string, value: unknown])[] = [
    ['userId', undefined],
    ['userId', 'doctor-1'],
    ['userId', 'Patient/1'],
    ['userId', 'Practitioner/åäö'],
    ['patientId', undefined],
    ['patientId', ''],
    ['patientId', 'Patient/1'],
    ['encounterId', null],
    ['encounterId', 7],
    ['conditions', undefined],
    ['conditions', []],
  ];
  it.each(CONTEXT)('with a context of %s %j is refused, and told so', async (field, value) => {
    const call = problemCreated(['F43.2']);
    const answer = await stack.journal.post(CREATE, { ...call, context: { ...call.context, [field]: value } });
    expect(await refusalIn(answer)).toEqual([
      400,
      'BAD_USER_INPUT',
      expect.stringMatching(new RegExp(`^context\\.${field}`)),
    ]);
  });

  it.each([
    ['resource of another kind', { resourceType: 'Patient', id: '1' }, '.resourceType'],
    ['code that is a text', { ...conditionOf('F43.2'), code: 'F43.2' }, '.code'],
    ['coding that is no list', { ...conditionOf('F43.2'), code: { coding: {} } }, '.code.coding'],
    ['status that is a number', { ...conditionOf('F43.2'), clinicalStatus: 1 }, '.clinicalStatus'],
  ])('with a %s among its conditions is refused, and told which', async (_, resource, end) => {
    const answer = await stack.journal.post(CREATE, problemsCreated([conditionOf('F43.2'), resource]));
    expect(await refusalIn(answer)).toEqual([400, 'BAD_USER_INPUT', `context.conditions.entry[1].resource${end}`]);
  });

  it('with a condition of another patient is refused', async () => {
    const strange = conditionOf('F43.2', { patient: 'patient-2' });
    const answers = [
      await stack.journal.post(CREATE, problemsCreated([conditionOf('M54.5'), strange])),
      await stack.journal.post(VIEW, patientViewed([strange])),
      // as FHIR DSTU2 names the patient
      await stack.journal.post(VIEW, patientViewed([{ ...strange, subject: undefined, patient: strange.subject }])),
    ];
    expect(await Promise.all(answers.map(refusalIn))).toEqual([
      [400, 'CDS_OTHER_PATIENT', 'context.conditions.entry[1].resource.subject'],
      [400, 'CDS_OTHER_PATIENT', 'prefetch.conditions.entry[0].resource.subject'],
      [400, 'CDS_OTHER_PATIENT', 'prefetch.conditions.entry[0].resource.patient'],
    ]);
  });

  it.each([
    ['cut', '{"hook": "patient-v'],
    ['ambiguous', JSON.stringify(patientViewed([])).replace('"patientId":', '"patientId":"patient-2","patientId":')],
    ['XML', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['empty', ''],
    ['a list', '[]'],
    ['a number', '1'],
  ])('that is %s is refused', async (_, body) => {
    const answer = await stack.journal.post(VIEW, body);
    expect((await refusalIn(answer)).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('of another media type, too large, by another method or to another address is refused', async () => {
    const { journal } = stack;
    const typed = await journal.post(VIEW, '{}', { headers: { 'content-type': 'text/plain' } });
    const large = await journal.post(VIEW, JSON.stringify({ hook: 'x'.repeat(1_100_000) }));
    const elsewhere = await journal.post('no-such-service', {});
    const read = await fetch(journal.endpoint(VIEW));
    const further = await fetch(journal.endpoint(`${VIEW}/feedback/more`), { method: 'POST', body: '{}' });
    expect([typed, large, elsewhere, read, further].map(({ status }) => status)).toEqual([415, 413, 404, 405, 404]);
    expect(read.headers.get('allow')).toBe('POST');
  });

  it('repeats nothing of what it was sent in a refusal', async () => {
    const call = { ...patientViewed([]), hookInstance: '195801263053', context: { userId: '195801263053' } };
    const answer = await stack.journal.post(VIEW, call);
    expect(await answer.text()).not.toContain('195801263053');
  });
});

describe('A text of the guidance', () => {
  it('is shown on a card letter by letter, whatever Markdown would make of it', async () => {
    const odd =
      '# 1. *Vid* [x](javascript:alert(1)) <img src=x> `kod` ~a~ | b &amp; _c_ \\ ![i](http://x.test/i) www.x.test a@b.test\n- d';
    await recommendTold(stack.database, 'F43', odd);
    const [card] = await creating(['F43']);
    const html = await marked.parse(card?.detail ?? '', { gfm: true });
    expect([...html.matchAll(/<(?<tag>[a-z0-9]+)/g)].map(({ groups }) => groups?.['tag'])).toEqual([
      'p',
      'p',
      'strong',
      'ul',
      'li',
      'p',
    ]);
    const shown = html
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(shown).toContain(odd.replaceAll(/\s+/g, ' '));
  });

  it('changes with the edition, which a card then names', async () => {
    await recommendTold(stack.database, 'F43', 'En annan mening');
    const [card] = await creating(['F43']);
    expect(card?.detail).toContain('En annan mening');
    expect(card?.source.label).toContain('utgåva 3');
  });
});
