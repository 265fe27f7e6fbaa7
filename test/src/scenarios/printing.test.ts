import { globalId } from '@intygsgraf/kernel/domain';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificates } from '../demo/data/certificates.ts';
import { persons } from '../demo/data/persons.ts';
import { begun, COMPLETE, writer } from '../support/drafts.ts';
import { ask } from '../support/graph-client.ts';
import { ajla, ajlaOnAllergi, alf, alva, beata, petra } from '../support/people.ts';
import { keeper } from '../support/life.ts';
import { setFault } from '../support/person-service.ts';
import { printer } from '../support/prints.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SIMON = '199001182394';
/** Of Ajla's own unit: M545, in part on sick leave. */
const LUMBAGO = '78040000-0000-4000-8000-000000000001';
/** Of somebody who seeks work. */
const JOBSEEKER = '78040000-0000-4000-8000-000000000008';
/** Of somebody with protected personal data. */
const PROTECTED = '78040000-0000-4000-8000-000000000016';

let now = new Date();
let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack(() => now);
});
afterAll(() => stack.stop());

const of = (id: string): string => globalId('Certificate', id);
const logged = async (id: string): Promise<string[]> =>
  (
    await rowsOf(
      stack.database,
      `select concat_ws(' ', activity, resource, person_id, unit, actor, actor_unit, note) as line
       from certificates.access_log where resource_id = $1 and activity = 'PRINT' order by at`,
      [id],
    )
  ).map(({ line }) => line ?? '');

describe('A signed certificate', () => {
  it('W42 is printed as PDF, with all its answers, by whoever may read it', async () => {
    for (const user of [ajla, alva]) {
      const print = await printer(stack, user).certificate(of(LUMBAGO));
      expect(print).toMatchObject({ codes: [], mediaType: 'application/pdf', fileName: 'fk7804_2026-09-17.pdf' });
      for (const words of [
        'Läkarintyg för sjukpenning',
        'FK7804 (LISJP), version 1.3',
        'Snickare på byggarbetsplats, lyfter och bär',
        'M545 Lumbago',
        'Min undersökning av patienten 2026-09-17',
        '50 procent 2026-09-30 2026-10-13',
        'Ajla',
        'Överläkare',
        'Specialistkompetens Internmedicin',
        'TSTNMT2321000156-DRAA',
        'Telefon',
        `Intygs-id\n${LUMBAGO}`,
        'Signerat elektroniskt\n2026-09-17 kl. 09.00',
      ])
        expect(print.text).toContain(words);
    }
  });

  it('W43 says that it is signed, and whether it is printed in full or for the employer, on each page', async () => {
    const full = await printer(stack, ajla).certificate(of(LUMBAGO));
    expect(full.text).toContain('Signerat intyg\nFullständig utskrift');
    const minimal = await printer(stack, ajla).certificate(of(LUMBAGO), { profile: 'MINIMAL' });
    expect(minimal.text).toContain('Signerat intyg\nAnpassad utskrift till arbetsgivaren');
    expect(minimal.text).not.toContain('Fullständig');
    expect(full.pages).toBeGreaterThan(1);
    expect(full.around?.slice(1)).toSatisfy((pages: string[]) =>
      pages.every((page) => page.includes('Signerat intyg\nFullständig utskrift')),
    );
    expect(full.around?.join('')).not.toContain('UTKAST');
  });

  it('W44 is printed for the employer with what the sick pay act asks for, and what the patient shows besides', async () => {
    const minimal = await printer(stack, ajla).certificate(of(LUMBAGO), { profile: 'MINIMAL' });
    expect(minimal).toMatchObject({ codes: [], fileName: 'minimalt_fk7804_2026-09-17.pdf' });
    for (const words of [
      '19580126-3053',
      'Min undersökning',
      'Nuvarande arbete',
      '100 procent',
      'Lyfthjälp',
      '1 månad.',
    ])
      expect(minimal.text).toContain(words);
    for (const words of ['Lumbago', 'M545', 'Snickare', 'Stel', 'lyfta över', 'Smärtlindring', 'Fysioterapeut'])
      expect(minimal.text).not.toContain(words);
    const shown = await printer(stack, ajla).certificate(of(LUMBAGO), {
      profile: 'MINIMAL',
      optionalQuestionIds: ['6'],
    });
    expect(shown.text).toContain('M545 Lumbago');
    expect(shown.text).not.toContain('Snickare');
    expect(shown.verificationCode).not.toBe(minimal.verificationCode);
    // an occupation is told to the employer when it is the work there
    const jobseeker = await printer(stack, ajla).certificate(of(JOBSEEKER), { profile: 'MINIMAL' });
    expect(jobseeker.text).not.toContain('Arbetssökande');
    expect(jobseeker.text).not.toContain('sysselsättning bedömer');
  });

  it('W44 tells of its type which questions the patient may show, and what to say before', async () => {
    const { data } = await ask(
      stack.gatewayUrl,
      await stack.token(ajla),
      '{ certificateType(id: "CertificateType_fk7804-1.3") { minimalPrint { optionalQuestionIds notice { sv en } } } }',
      {},
    );
    expect(data).toMatchObject({
      certificateType: {
        minimalPrint: {
          optionalQuestionIds: ['27', '28', '29', '6', '35', '17', '19', '20', '37', '25', '26'],
          notice: { sv: expect.stringContaining('1991:1047') as string },
        },
      },
    });
  });

  it('is not printed with a question that is none of those', async () => {
    const prints = printer(stack, ajla);
    const wrong = [
      { profile: 'MINIMAL', optionalQuestionIds: ['32'] },
      { profile: 'MINIMAL', optionalQuestionIds: ['6', '4711'] },
      { profile: 'FULL', optionalQuestionIds: ['6'] },
    ] as const;
    for (const { profile, optionalQuestionIds } of wrong)
      expect(
        await prints.certificate(of(LUMBAGO), { profile, optionalQuestionIds: [...optionalQuestionIds] }),
      ).toMatchObject({
        codes: ['BAD_USER_INPUT'],
        paths: ['optionalQuestionIds'],
      });
  });

  it('T17 bears the personal number on every print, and no name of the patient', async () => {
    const own = certificates.find(({ id }) => id === LUMBAGO);
    const patient = persons.find(({ personId }) => personId === own?.personId);
    for (const profile of ['FULL', 'MINIMAL'] as const) {
      const { text = '', around = [], title } = await printer(stack, ajla).certificate(of(LUMBAGO), { profile });
      const words = [text, ...around, String(title)].join('\n');
      expect(words).toContain('19580126-3053');
      expect(words).not.toContain(patient?.surname);
      expect(words).not.toContain(patient?.givenName);
    }
  });

  it('has the same verification code on every print of the same words', async () => {
    const first = await printer(stack, ajla).certificate(of(LUMBAGO));
    const again = await printer(stack, alva).certificate(of(LUMBAGO));
    expect(first.verificationCode).toMatch(/^(?:[0-9A-F]{4}-){3}[0-9A-F]{4}$/);
    expect(again.verificationCode).toBe(first.verificationCode);
    expect(first.around?.every((page) => page.includes(`Kontrollkod ${first.verificationCode}`))).toBe(true);
  });

  it('says that it was sent and replaced, under the same verification code', async () => {
    const doctor = keeper(stack, ajla);
    const { id } = await doctor.signed(SIMON);
    const before = await printer(stack, ajla).certificate(id);
    expect((await doctor.send(id)).errors).toEqual([]);
    const { draft } = await doctor.replace(id);
    const sent = await printer(stack, ajla).certificate(id);
    await doctor.sign(draft ?? { id: '', revision: 0 });
    const replaced = await printer(stack, ajla).certificate(id);
    expect([before.text, sent.text].map((text) => text?.includes('Skickat 20'))).toEqual([false, true]);
    expect([sent.text, replaced.text].map((text) => text?.includes('ersatts av ett annat'))).toEqual([false, true]);
    expect(new Set([before, sent, replaced].map((print) => print.verificationCode)).size).toBe(1);
  });

  it('leaves a row in the access log for each print, with how much was printed', async () => {
    await rowsOf(stack.database, 'truncate certificates.access_log');
    await printer(stack, ajla).certificate(of(LUMBAGO), { profile: 'MINIMAL' });
    expect(await logged(LUMBAGO)).toEqual([
      `PRINT Certificate 195801263053 ${ajla.unit} ${ajla.sub} ${ajla.unit} Anpassad utskrift till arbetsgivaren`,
    ]);
  });

  it('W67 of somebody with protected personal data is printed by a doctor, who is told to take care first', async () => {
    const { data } = await ask(
      stack.gatewayUrl,
      await stack.token(ajla),
      'query ($of: ID!, $open: ID!) { of: certificate(id: $of) { printNotice { sv } actions { action refusals } } open: certificate(id: $open) { printNotice { sv } } }',
      { of: of(PROTECTED), open: of(LUMBAGO) },
    );
    expect(data).toMatchObject({
      of: {
        printNotice: { sv: expect.stringContaining('varsamt') as string },
        actions: expect.arrayContaining([{ action: 'PRINT', refusals: [] }]) as unknown[],
      },
      open: { printNotice: null },
    });
    expect(await printer(stack, ajla).certificate(of(PROTECTED))).toMatchObject({ codes: [] });
    expect(await printer(stack, alva).certificate(of(PROTECTED))).toMatchObject({ codes: ['CERTIFICATE_NOT_FOUND'] });
  });

  it.each([
    ['another unit', alf],
    ['another care provider', beata],
    ['a sub-unit', ajlaOnAllergi],
    ['nowhere, without authority', petra],
  ])('is not found from %s, and leaves no row', async (_, user) => {
    await rowsOf(stack.database, 'truncate certificates.access_log');
    expect(await printer(stack, user).certificate(of(LUMBAGO))).toMatchObject({ codes: ['CERTIFICATE_NOT_FOUND'] });
    expect(await printer(stack, user).certificate(of(randomUUID()))).toMatchObject({
      codes: ['CERTIFICATE_NOT_FOUND'],
    });
    expect(await logged(LUMBAGO)).toEqual([]);
  });

  it('that is revoked is shown and not printed', async () => {
    const id = of('78040000-0000-4000-8000-000000000011');
    const { errors } = await keeper(stack, ajla).revoke(id);
    expect(errors).toEqual([]);
    for (const profile of ['FULL', 'MINIMAL'] as const)
      expect(await printer(stack, ajla).certificate(id, { profile })).toMatchObject({ codes: ['CERTIFICATE_REVOKED'] });
    const shown = await ask(
      stack.gatewayUrl,
      await stack.token(ajla),
      'query ($id: ID!) { certificate(id: $id) { status answers { label } actions { action refusals } } }',
      { id },
    );
    expect(shown.data).toMatchObject({
      certificate: {
        status: 'REVOKED',
        actions: expect.arrayContaining([{ action: 'PRINT', refusals: ['CERTIFICATE_REVOKED'] }]) as unknown[],
      },
    });
  });

  it('is not printed while the person service does not answer', async () => {
    await setFault(stack.personServiceUrl, 'down');
    try {
      expect(await printer(stack, ajla).certificate(of(LUMBAGO))).toMatchObject({ codes: ['PU_PROBLEM'] });
    } finally {
      await setFault(stack.personServiceUrl, 'none');
    }
  });
});

describe('A draft', () => {
  it('W42 W43 is printed as one, with a watermark, and as a locked one when it is', async () => {
    const started = now;
    const doctor = writer(stack, ajla);
    const { id } = await begun(doctor, SIMON);
    await doctor.save(id, ...COMPLETE);
    const draft = await printer(stack, ajla).draft(id);
    expect(draft).toMatchObject({ codes: [], verificationCode: null });
    expect(draft.fileName).toMatch(/^utkast_fk7804_\d{4}-\d\d-\d\d\.pdf$/);
    expect(draft.text).toContain('Utkast\nInte signerat');
    expect(draft.text).toContain('Z223 Bärare av smittämne');
    expect(draft.text).not.toContain('Kontrollkod');
    expect(draft.around?.every((page) => page.includes('UTKAST') && !page.includes('LÅST'))).toBe(true);
    now = new Date(started.getTime() + 20 * 86_400_000);
    try {
      const locked = await printer(stack, ajla).draft(id);
      const revoked = await keeper(stack, ajla).revokeDraft(id);
      expect(revoked.errors).toEqual([]);
      expect(await printer(stack, ajla).draft(id)).toMatchObject({ codes: ['CERTIFICATE_REVOKED'] });
      expect(locked.text).toContain('Låst utkast\nInte signerat');
      expect(locked.around?.every((page) => page.includes('LÅST UTKAST'))).toBe(true);
    } finally {
      now = started;
    }
    expect(await printer(stack, alf).draft(id)).toMatchObject({ codes: ['DRAFT_NOT_FOUND'] });
    expect(await logged(id.replace('Draft_', ''))).toHaveLength(2);
  });
});
