import type { Measured } from './bench.ts';
import { hookFigures, hookLines } from './cds-hooks-figures.ts';
import type { CertificateFigures } from './certificates.ts';
import type { Phase, PushRound } from './push.ts';
import { type PrintRounds, printRatio } from './print-figures.ts';
import type { SearchFigures } from './search.ts';
import type { PushStep } from './push-figures.ts';
import { ratio, type RequestRounds } from './requests.ts';
import { median, range } from './statistics.ts';

/** What is aimed at, by the figure's name; less is better. */
export const AIMS = {
  'push.spread.p99VsRaw': 2,
  'push.hot.p99VsRaw': 2,
  'push.cpuPerMessageVsRaw': 1.5,
  'push.kbPerSubscriber': 15,
  'gateway.one.cpuVsDirect': 3.3,
  'gateway.join.cpuVsMonolith': 2.8,
  'certificates.judge.ms': 1,
  'certificates.readAndJudge.ms': 5,
  'certificates.thousandFiles.mb': 300,
  'print.thirtyPages.ms': 1_000,
  'print.thirtyPagesVsBare': 2.5,
  'search.p50.ms': 5,
  'search.p99.ms': 25,
  'cdsHooks.card.p95Ms': 100,
  'cdsHooks.card.p50VsBare': 4,
} as const;
export type Figures = Record<keyof typeof AIMS, number>;

const middle = (rounds: readonly PushRound[], of: (round: PushRound) => number): number => median(rounds.map(of));
const versus = ({ ours, raw }: PushStep, of: (round: PushRound) => number): number =>
  middle(ours, of) / middle(raw, of);

/** CPU of a message in both phases together. */
const cpuPerMessage = ({ spread, hot }: PushRound): number =>
  (spread.cpu * spread.messages + hot.cpu * hot.messages) / (spread.messages + hot.messages);

/** The figures that are claimed: medians of the rounds, ratios of what was measured in the same run. */
export function figuresOf({ push, requests, certificates, prints, search, hooks }: Measured): Figures {
  const [few, many] = push as readonly [PushStep, PushStep];
  const resident = (step: PushStep): number => middle(step.ours, (round) => round.resident);
  return {
    'push.spread.p99VsRaw': versus(many, ({ spread }) => spread.p99),
    'push.hot.p99VsRaw': versus(many, ({ hot }) => hot.p99),
    'push.cpuPerMessageVsRaw': versus(many, cpuPerMessage),
    'push.kbPerSubscriber': (resident(many) - resident(few)) / 1_024 / (many.subscribers - few.subscribers),
    'gateway.one.cpuVsDirect': ratio(requests.one),
    'gateway.join.cpuVsMonolith': ratio(requests.join),
    'certificates.judge.ms': certificates.judged,
    'certificates.readAndJudge.ms': certificates.readAndJudged,
    'certificates.thousandFiles.mb': certificates.many.mb,
    'print.thirtyPages.ms': median(prints.ours),
    'print.thirtyPagesVsBare': printRatio(prints),
    'search.p50.ms': search.ours.p50,
    'search.p99.ms': search.ours.p99,
    ...hookFigures(hooks),
  };
}

const columns = (cells: readonly (string | number)[], widths: readonly number[]): string =>
  cells
    .map((cell, place) =>
      place === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[place] ?? 0),
    )
    .join('  ')
    .trimEnd();

/** The figures and what they were made of, for people. */
export function report(measured: Measured): string {
  const figures = Object.entries(figuresOf(measured)).map(([name, value]) =>
    columns([name, value.toFixed(2), `<= ${AIMS[name as keyof Figures]}`], [28, 8, 8]),
  );
  return [
    columns(['figure', 'reached', 'aim'], [28, 8, 8]),
    ...figures,
    '',
    ...measured.push.flatMap(pushLines),
    ...requestLines('one subgraph, list of 10', 'subgraph', measured.requests.one),
    ...requestLines('three subgraphs, join of 50', 'one server', measured.requests.join),
    ...ruleLines(measured.certificates),
    ...printLines(measured.prints),
    ...searchLines(measured.search),
    ...hookLines(measured.hooks),
  ].join('\n');
}

/** Beside the published rules, run by a library on the same answers. */
function ruleLines({ judged, readAndJudged, byPublishedRules, many }: CertificateFigures): string[] {
  const line = (name: string, mine: number, theirs: number | undefined, digits: number): string => {
    const ratio = theirs === undefined ? '?' : (mine / theirs).toFixed(4);
    return columns([name, mine.toFixed(digits), theirs?.toFixed(1) ?? '?', ratio], WIDTHS);
  };
  return [
    columns(['a full FK7804, ms', 'ours', 'published', 'ratio'], WIDTHS),
    line('draft judged', judged, byPublishedRules, 3),
    line('file read and judged', readAndJudged, byPublishedRules, 2),
    ...(byPublishedRules === undefined ? ['the published rules are not at hand: set RIVTA_SCHEMAS'] : []),
    '',
    columns([`${many.files} files at once, MB`, 'ours', '--help', 'ratio'], WIDTHS),
    line('most that was held', many.mb, many.mbOfHelp, 0),
    `it said ${many.steps} times how far it was`,
    '',
  ];
}

const WIDTHS = [26, 10, 10, 8, 18];

function pushLines(step: PushStep): string[] {
  const { subscribers, ours, raw } = step;
  const line = (name: string, of: (round: PushRound) => number, digits = 1): string => {
    const cells = [middle(ours, of).toFixed(digits), middle(raw, of).toFixed(digits), versus(step, of).toFixed(2)];
    const noise = range(ours.map((round, place) => of(round) / of(raw[place] ?? round)));
    return columns([name, ...cells, noise], WIDTHS);
  };
  const phase = (name: 'spread' | 'hot'): string[] => [
    line(`${name}: p50, ms`, (round) => round[name].p50),
    line(`${name}: p99, ms`, (round) => round[name].p99),
    line(`${name}: CPU a message, µs`, (round) => round[name].cpu),
    line(`${name}: messages a second`, (round) => round[name].perSecond, 0),
  ];
  const behind = (of: (round: PushRound) => Phase): string => middle(ours, (round) => of(round).cpuBehind).toFixed(1);
  return [
    columns([`push to ${subscribers}`, 'ours', 'raw ws', 'ratio', 'ratio of rounds'], WIDTHS),
    ...phase('spread'),
    ...phase('hot'),
    line('CPU a message, µs', cpuPerMessage),
    line('CPU while idle, ms a second', ({ idle }) => idle),
    line('CPU to connect one, ms', ({ connect }) => connect, 2),
    line('resident, MB', ({ resident }) => resident / 1_048_576),
    `behind ours, CPU of cases and users a message, µs: spread ${behind(({ spread }) => spread)}, hot ${behind(({ hot }) => hot)}`,
    '',
  ];
}

function printLines(prints: PrintRounds): string[] {
  const { ours, bare, pages } = prints;
  const cells = [median(ours).toFixed(0), median(bare).toFixed(0), printRatio(prints).toFixed(2)];
  const noise = range(ours.map((time, round) => time / (bare[round] ?? Number.NaN)));
  return [
    columns([`print of ${pages} pages`, 'ours', 'bare', 'ratio', 'ratio of rounds'], WIDTHS),
    columns(['milliseconds', ...cells, noise], WIDTHS),
    '',
  ];
}

function searchLines({ names, searches, perSecond, ours, server, bare, cpu }: SearchFigures): string[] {
  const line = (name: string, mine: number, theirs: number) =>
    columns([name, mine.toFixed(1), theirs.toFixed(1), (mine / theirs).toFixed(2)], WIDTHS);
  return [
    `${searches} searches of diagnoses by ${names} names, ${perSecond} a second, come what may; beside them names that begin so, by pg alone`,
    columns(['search', 'ours', 'bare', 'ratio'], WIDTHS),
    line('p50, ms', ours.p50, bare.p50),
    line('p99, ms', ours.p99, bare.p99),
    `the subgraph by itself, ms: p50 ${server.p50.toFixed(1)}, p99 ${server.p99.toFixed(1)}; its CPU a search: ${cpu.toFixed(2)} ms`,
    '',
  ];
}

function requestLines(name: string, other: string, rounds: RequestRounds): string[] {
  const ratios = rounds.gateway.map((cpu, place) => cpu / (rounds.other[place] ?? Number.NaN));
  const cells = [median(rounds.gateway).toFixed(0), median(rounds.other).toFixed(0), ratio(rounds).toFixed(2)];
  return [
    columns([name, 'gateway', other, 'ratio', 'ratio of rounds'], WIDTHS),
    columns(['CPU a request, µs', ...cells, range(ratios)], WIDTHS),
    '',
  ];
}
