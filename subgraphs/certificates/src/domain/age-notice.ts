import { addMonths, birthDateOf, type UserText } from '@intygsgraf/kernel/domain';
import type { CertificateType } from './certificate-type.ts';

/**
 * What the writer of a draft is told of a patient who is older than those that the type is for; undefined of others, and
 * where nobody can know. `today` is `YYYY-MM-DD` in Sweden.
 */
export function ageNotice(
  { usualAge }: Pick<CertificateType, 'usualAge'>,
  personId: string,
  today: string,
): UserText | undefined {
  const birthDate = birthDateOf(personId);
  const isOlder = usualAge && birthDate !== undefined && addMonths(birthDate, usualAge.untilMonths) < today;
  return isOlder ? usualAge.text : undefined;
}
