import type { Answer } from '@intygsgraf/certificates';
import { all, answer, boolean, code, type Read, rowsAt, text, textAt } from './parts.ts';

/** What the old format calls the licences, in the order of the national codes' numbers. */
const LICENCES = 'C1 C1E C CE D1 D1E D DE TAXI ANNAT'.split(' ');
const LIGHT = 'AM A1 A2 A B BE TRAKTOR'.split(' ');
/** The same for how the patient was known. */
const IDENTITIES = 'ID_KORT FORETAG_ELLER_TJANSTEKORT KORKORT PERS_KANNEDOM FORSAKRAN_KAP18 PASS'.split(' ');

/** The national code of a licence in either table; what is one already stays. */
function licence(table: 'IAV' | 'VAR', name: string): string {
  const heavy = LICENCES.indexOf(name);
  const light = LIGHT.indexOf(name);
  if (heavy >= 0) return `${table}${heavy + 1}`;
  return light >= 0 ? `${table}${light + (table === 'IAV' ? 11 : 12)}` : name;
}

const isSelected = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'selected' in row && row.selected === true;

const chosen = (json: unknown, path: string, table: 'IAV' | 'VAR'): string[] =>
  rowsAt(json, path)
    .filter(isSelected)
    .map((row) => licence(table, textAt(row, 'type')));

/** Licences that are selected, with "cannot decide" where a property of its own says that. */
export const licences =
  (field: string, path: string, table: 'IAV' | 'VAR', undecided?: string): Read =>
  (json) => {
    const isUndecided = undecided !== undefined && isTrue(boolean(field, undecided)(json)[field]);
    const codes = [...chosen(json, path, table), ...(isUndecided ? ['VAR11'] : [])];
    return answer(field, 'codes', codes.length === 0 ? undefined : codes);
  };

const isTrue = (told: Answer | undefined): boolean => told !== undefined && 'boolean' in told && told.boolean;

export const identity = (path: string): Read =>
  code('2.1', path, (told) => {
    const place = IDENTITIES.indexOf(String(told));
    return place < 0 ? told : `IDK${place + 1}`;
  });

/** A value of another kind at `path`. */
export const valued =
  (field: string, kind: string, path: string): Read =>
  (json) =>
    answer(field, kind, textAt(json, path) || undefined);

const number =
  (field: string, path: string): Read =>
  (json) => {
    const told = textAt(json, path);
    return answer(field, 'number', told === '' ? undefined : Number(told));
  };

/** Visual acuity: the sub-answers of question 8 from `first` on, the right eye's first. */
export function acuity(first: number, eyes: readonly [right: string, left: string, both: string]): Read {
  const fields = (from: number, part: string) =>
    eyes.map((eye, index) => number(`8.${from + index}`, `${eye}.${part}`));
  return all(...fields(first, 'utanKorrektion'), ...fields(first + 3, 'medKorrektion'));
}

const paired = (table: string): readonly [string, string][] =>
  table.split('\n').flatMap((line): [string, string][] => {
    const [field, path] = line.trim().split(' ');
    return field && path ? [[field, path]] : [];
  });

const BOOLEANS = paired(`
  3.1 syn.synfaltsdefekter
  4.1 syn.nattblindhet
  5.1 syn.progressivOgonsjukdom
  6.1 syn.diplopi
  7.1 syn.nystagmus
  9.1 syn.korrektionsglasensStyrka
  10.1 horselBalans.balansrubbningar
  11.1 horselBalans.svartUppfattaSamtal4Meter
  12.1 funktionsnedsattning.funktionsnedsattning
  13.1 funktionsnedsattning.otillrackligRorelseformaga
  14.1 hjartKarl.hjartKarlSjukdom
  15.1 hjartKarl.hjarnskadaEfterTrauma
  16.1 hjartKarl.riskfaktorerStroke
  17.1 diabetes.harDiabetes
  19.1 diabetes.kost
  19.2 diabetes.tabletter
  19.3 diabetes.insulin
  20.1 neurologi.neurologiskSjukdom
  21.1 medvetandestorning.medvetandestorning
  22.1 njurar.nedsattNjurfunktion
  23.1 kognitivt.sviktandeKognitivFunktion
  24.1 somnVakenhet.teckenSomnstorningar
  25.1 narkotikaLakemedel.teckenMissbruk
  25.2 narkotikaLakemedel.foremalForVardinsats
  25.3 narkotikaLakemedel.provtagningBehovs
  26.1 narkotikaLakemedel.lakarordineratLakemedelsbruk
  27.1 psykiskt.psykiskSjukdom
  28.1 utvecklingsstorning.psykiskUtvecklingsstorning
  29.1 utvecklingsstorning.harSyndrom
  30.1 sjukhusvard.sjukhusEllerLakarkontakt
  31.1 medicinering.stadigvarandeMedicinering
`);

const TEXTS = paired(`
  12.2 funktionsnedsattning.beskrivning
  16.2 hjartKarl.beskrivningRiskfaktorer
  21.2 medvetandestorning.beskrivning
  26.2 narkotikaLakemedel.lakemedelOchDos
  30.2 sjukhusvard.tidpunkt
  30.3 sjukhusvard.vardinrattning
  30.4 sjukhusvard.anledning
  31.2 medicinering.beskrivning
  32.1 kommentar
  34.1 bedomning.lakareSpecialKompetens
`);

/** Type 1 or 2, however it is named. */
export const diabetesType = (path: string): Read => code('18.1', path, (told) => TYPES[String(told)] ?? told);
const TYPES: Readonly<Record<string, string>> = {
  DIABETES_TYP_1: 'E10',
  DIABETES_TYP_2: 'E11',
  TYP1: 'E10',
  TYP2: 'E11',
  LADA: 'E109',
};

export const booleans = (table: string): Read => all(...paired(table).map(([field, path]) => boolean(field, path)));
export const texts = (table: string): Read => all(...paired(table).map(([field, path]) => text(field, path)));

const tsBas = all(
  licences('1.1', 'intygAvser.korkortstyp', 'IAV'),
  identity('vardkontakt.idkontroll'),
  ...BOOLEANS.map(([field, path]) => boolean(field, path)),
  ...TEXTS.map(([field, path]) => text(field, path)),
  diabetesType('diabetes.diabetesTyp'),
  licences('33.1', 'bedomning.korkortstyp', 'VAR', 'bedomning.kanInteTaStallning'),
);

const EYES = ['syn.hogerOga', 'syn.vansterOga', 'syn.binokulart'] as const;

export const tsBas6 = all(
  tsBas,
  acuity(1, EYES),
  boolean('8.7', 'syn.hogerOga.kontaktlins'),
  boolean('8.8', 'syn.vansterOga.kontaktlins'),
);
export const tsBas7 = all(
  tsBas,
  boolean('8.1', 'syn.synskarpaSkickasSeparat'),
  acuity(2, EYES),
  boolean('8.8', 'syn.hogerOga.kontaktlins'),
  boolean('8.9', 'syn.vansterOga.kontaktlins'),
);
