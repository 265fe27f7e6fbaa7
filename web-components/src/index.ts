/** The script for a page: `<script type="module" src="…/intyg.js">` and the elements work. */
import './define.ts';

export type { BadgeState } from './case-badge/badge-state.ts';
export { type BadgeEvents, CaseBadge, type CountChange, type Show } from './case-badge/case-badge.ts';
export { type IntygSettings, configureIntyg } from './configure.ts';
export type { AccessToken, TokenProvider, TokenReason } from './live/token.ts';
export type { Breakdown } from './live/unhandled.ts';
export type { Locale } from './texts.ts';
