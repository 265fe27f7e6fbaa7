import { booleans, identity, texts, valued } from './driving.ts';
import { all, answer, code, datedCodes, type Read, rowsAt, textAt } from './parts.ts';

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `VAR${from + index}`);

/** The old format's groups of licences are their national codes here. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  ALLA: [...range(1, 9), ...range(12, 18)],
  A_B_TRAKTOR: range(12, 18),
  C_E: range(1, 4),
  D: range(5, 8),
  TAXI: ['VAR9'],
  KANINTETASTALLNING: ['VAR11'],
};

const groups: Read = (json) => {
  const all = rowsAt(json, 'intygetAvserBehorigheter.typer')
    .filter((row) => typeof row === 'object' && row !== null && 'selected' in row && row.selected === true)
    .flatMap((row) => GROUPS[textAt(row, 'type')] ?? [textAt(row, 'type')]);
  return answer('1.1', 'codes', all.length === 0 ? undefined : all);
};

export const tstrk1009 = all(
  identity('identitetStyrktGenom.typ'),
  code('46.1', 'anmalanAvser.typ'),
  texts('47.1 medicinskaForhallanden'),
  valued('48.1', 'date', 'senasteUndersokningsdatum'),
  groups,
  booleans('49.1 informationOmTsBeslutOnskas'),
);

export const af00213 = all(
  booleans(`
    1.1 harFunktionsnedsattning
    2.1 harAktivitetsbegransning
    3.1 harUtredningBehandling
    4.1 harArbetetsPaverkan
  `),
  texts(`
    1.2 funktionsnedsattning
    2.2 aktivitetsbegransning
    3.2 utredningBehandling
    4.2 arbetetsPaverkan
    5.1 ovrigt
  `),
);

const number =
  (field: string, path: string): Read =>
  (json) => {
    const told = textAt(json, path);
    return answer(field, 'number', told === '' ? undefined : Number(told));
  };

const absences: Read = (json) => {
  const told = rowsAt(json, 'sjukfranvaro').map((row) => ({
    percent: Number(textAt(row, 'niva')),
    from: textAt(row, 'period.from'),
    to: textAt(row, 'period.tom'),
  }));
  return answer('6.1', 'percentPeriods', told.length === 0 ? undefined : told);
};

export const af00251 = all(
  datedCodes('1.1', { UNDERSOKNING: 'undersokningsDatum', ANNAT: 'annatDatum' }),
  code('2.2', 'arbetsmarknadspolitisktProgram.omfattning'),
  number('2.3', 'arbetsmarknadspolitisktProgram.omfattningDeltid'),
  booleans(`
    5.1 harForhinder
    7.1 begransningSjukfranvaro.kanBegransas
  `),
  absences,
  code('8.1', 'prognosAtergang.prognos'),
  texts(`
    1.3 annatBeskrivning
    2.1 arbetsmarknadspolitisktProgram.medicinskBedomning
    3.1 funktionsnedsattning
    4.1 aktivitetsbegransning
    7.2 begransningSjukfranvaro.beskrivning
    8.2 prognosAtergang.anpassningar
  `),
);
