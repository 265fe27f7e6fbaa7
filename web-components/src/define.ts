import { CaseBadge } from './case-badge/case-badge.ts';

// A page may load this script from two places; the first one stands.
if (!customElements.get('intyg-case-badge')) customElements.define('intyg-case-badge', CaseBadge);
