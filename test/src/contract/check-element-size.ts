import { BUDGET, elementSize } from './element-size.ts';

// `npm run size`: exit code 1 when the badge has become too large
const { plain, gzip, brotli } = await elementSize();
const bytes = (count: number): string => `${count.toLocaleString('en')} bytes`;
console.log(`badge, Lit included: gzip ${bytes(gzip)}, brotli ${bytes(brotli)}, plain ${bytes(plain)}`);
console.log(
  `budget: gzip ${bytes(BUDGET)}, ${gzip > BUDGET ? `exceeded by ${gzip - BUDGET}` : `${BUDGET - gzip} left`}`,
);
process.exitCode = gzip > BUDGET ? 1 : 0;
