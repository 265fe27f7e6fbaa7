import { DomainError, Role } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { classKey, classOf, parseClassKey } from './viewer-class.ts';

const roles = Object.keys(Role) as Role[];

describe('The class of a viewer', () => {
  it.each(roles)('of a %s is what its key says', (role) => {
    const viewers = classOf({ role });
    expect(parseClassKey(classKey(viewers))).toEqual(viewers);
  });

  it('is one for all who count alike, and no more than those', () => {
    const byKey = Map.groupBy(roles, (role) => classKey(classOf({ role })));
    expect([...byKey.values()]).toEqual([
      ['DOCTOR', 'PRIVATE_DOCTOR'],
      ['PRIVATE_DOCTOR_UNAUTHORISED'],
      ['DENTIST'],
      ['MIDWIFE', 'NURSE', 'CARE_ADMINISTRATOR'],
    ]);
  });
});

describe('A key', () => {
  it.each([
    ['that counts people of whom nothing is known', 'UNKNOWN/fk7804'],
    ['that counts them beside others', 'OPEN+UNKNOWN/fk7804'],
    ['with a flag that there is not', 'OPEN+SECRET/fk7804'],
    ['with a flag of every object', 'OPEN+toString/fk7804'],
    ['with a flag in lower case', 'open/fk7804'],
    ['without flags', '/fk7804'],
    ['without anything', '/'],
    ['that is empty', ''],
    ['without types, not even none', 'OPEN'],
    ['with a third part', 'OPEN/fk7804/fk7800'],
    ['with an empty type', 'OPEN/fk7804+'],
    ['with an empty flag', 'OPEN+/fk7804'],
    ['with a blank', 'OPEN /fk7804'],
  ])('%s is refused', (_, key) => {
    expect(() => parseClassKey(key)).toThrow(DomainError);
    expect(() => parseClassKey(key)).toThrow('BAD_USER_INPUT');
  });

  it('that is refused is not repeated', () => {
    const caught = ((): unknown => {
      try {
        return parseClassKey('OPEN+191212121212/fk7804');
      } catch (error) {
        return error;
      }
    })();
    expect(JSON.stringify(caught)).not.toContain('1912');
  });
});
