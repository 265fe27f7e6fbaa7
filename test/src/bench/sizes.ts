/** How much a run does. */
export interface Sizes {
  /** Subscribers of the two steps; the memory of one is the slope between them. */
  readonly subscribers: readonly [few: number, many: number];
  /** Units that subscribers are spread over; there is one more that all of them watch. */
  readonly units: number;
  /** Cases of the unit whose cases are listed: pages of 50 begin at many places. */
  readonly listed: number;
  /** How often both sides are measured, one after the other. */
  readonly rounds: number;
  /** Changes of a phase; those before are not counted. */
  readonly warmUp: number;
  /** How long the servers are watched while nothing changes, milliseconds. */
  readonly idle: number;
  readonly spread: Pace;
  readonly hot: Pace;
  readonly requests: RequestSizes;
  /** Prints of thirty pages, each way. */
  readonly prints: number;
  readonly judgements: JudgementSizes;
  readonly search: SearchSizes;
  readonly hooks: HookSizes;
}

/** Calls by CDS Hooks. */
export interface HookSizes {
  readonly calls: number;
  /** Between two, milliseconds. */
  readonly interval: number;
}

/** How often each is judged, after as many times to get warm. */
export interface JudgementSizes {
  readonly drafts: number;
  readonly files: number;
  /** By the published rules. */
  readonly published: number;
  /** Files in one command. */
  readonly atOnce: number;
}

export interface Pace {
  readonly changes: number;
  /** Between two, milliseconds. */
  readonly interval: number;
}

export interface RequestSizes {
  readonly rounds: number;
  /** Of a round, for each side. */
  readonly requests: number;
  /** Under way at the same time. */
  readonly concurrency: number;
}

/** Searches that come at a pace. */
export interface SearchSizes {
  readonly perSecond: number;
  readonly searches: number;
  /** Those before, which are not counted. */
  readonly warmUp: number;
  /** Over the whole registers, where they are at hand. */
  readonly isWhole: boolean;
  /** Who type, by turns. */
  readonly users: number;
}

/** What is claimed is measured with these. */
export const FULL: Sizes = {
  subscribers: [1_000, 10_000],
  units: 200,
  listed: 120,
  rounds: 2,
  warmUp: 100,
  idle: 4_000,
  spread: { changes: 1_000, interval: 10 },
  hot: { changes: 8, interval: 750 },
  requests: { rounds: 4, requests: 80, concurrency: 8 },
  prints: 8,
  judgements: { drafts: 500, files: 100, published: 5, atOnce: 1_000 },
  search: { perSecond: 250, searches: 5_000, warmUp: 1_000, isWhole: true, users: 100 },
  hooks: { calls: 400, interval: 20 },
};

/** Shows in seconds that everything is measured at all; the figures mean little. */
export const QUICK: Sizes = {
  subscribers: [10, 60],
  units: 4,
  listed: 56,
  rounds: 1,
  warmUp: 4,
  idle: 200,
  spread: { changes: 8, interval: 20 },
  hot: { changes: 2, interval: 100 },
  requests: { rounds: 3, requests: 10, concurrency: 2 },
  prints: 2,
  judgements: { drafts: 20, files: 10, published: 1, atOnce: 120 },
  search: { perSecond: 20, searches: 20, warmUp: 4, isWhole: false, users: 4 },
  hooks: { calls: 12, interval: 20 },
};
