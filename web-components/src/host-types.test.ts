import type { BadgeEvents, BadgeState, Breakdown, CaseBadge, CountChange, IntygSettings } from '@intygsgraf/elements';
import { describe, expectTypeOf, it } from 'vitest';

// What a host's own code sees through the package's `exports`; wrong types fail the compiler, not the run.
describe('A host’s TypeScript', () => {
  it('knows the badge by its name', () => {
    const badge = document.createElement('intyg-case-badge');
    expectTypeOf(badge).toEqualTypeOf<CaseBadge>();
    expectTypeOf(badge.count).toEqualTypeOf<number | null>();
    expectTypeOf(badge.breakdown).toEqualTypeOf<Breakdown | null>();
    expectTypeOf(badge.state).toEqualTypeOf<BadgeState>();
    expectTypeOf(document.querySelector('intyg-case-badge')).toEqualTypeOf<CaseBadge | null>();
    // @ts-expect-error -- the count is the graph's
    badge.count = 3;
    // @ts-expect-error -- there is no such number
    badge.show = 'everything';
  });

  it('knows the events, on the badge and around it', () => {
    const badge = document.createElement('intyg-case-badge');
    badge.addEventListener('intyg-count-change', ({ detail }) => expectTypeOf(detail).toEqualTypeOf<CountChange>());
    document.addEventListener('intyg-error', ({ detail }) => expectTypeOf(detail.code).toEqualTypeOf<string>());
    document.body.addEventListener('intyg-connection', ({ detail }) =>
      expectTypeOf(detail.state).toEqualTypeOf<BadgeState>(),
    );
    expectTypeOf<keyof BadgeEvents>().toEqualTypeOf<
      'intyg-count-change' | 'intyg-open-cases' | 'intyg-connection' | 'intyg-auth-required' | 'intyg-error'
    >();
  });

  it('is told what the settings want', () => {
    expectTypeOf<IntygSettings['user']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<NonNullable<IntygSettings['tokenProvider']>>().returns.resolves.toEqualTypeOf<{
      readonly accessToken: string;
      readonly expiresAt: number;
    }>();
    // @ts-expect-error -- Swedish and English, no other
    const locale: IntygSettings['locale'] = 'de';
    void locale;
  });
});
