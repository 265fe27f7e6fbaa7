import { createHash } from 'node:crypto';

/** Characters of the code, in groups of four: 64 bits. */
const LENGTH = 16;

/**
 * The code (kontrollkod) of a print: equal for equal content. Whoever holds a paper calls the unit, which prints the
 * certificate again and compares: a paper whose words were changed has the code of other words. It is made of nothing
 * that the print does not show, so that nobody can find out by trying what a tailored print leaves out.
 */
export const verificationCode = (...content: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(content))
    .digest('hex')
    .slice(0, LENGTH)
    .toUpperCase()
    .replaceAll(/.{4}(?=.)/g, '$&-');
