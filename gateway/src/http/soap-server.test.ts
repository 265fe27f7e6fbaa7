import { describe, expect, it } from 'vitest';
import { organisationOf } from './soap-server.ts';

const of = (subject: Record<string, unknown>) => organisationOf({ subject } as never);

describe('The organisation of a client certificate', () => {
  it.each([
    ['as SITHS has it, in the HSA-id', { serialNumber: 'SE2021005521-A1B2' }],
    ['as others have it, behind 16', { serialNumber: '162021005521' }],
    ['alone', { serialNumber: '2021005521' }],
    ['by the identifier of ETSI', { organizationIdentifier: 'NTRSE-2021005521' }],
    ['by the identifier with a dash', { organizationIdentifier: 'NTRSE-202100-5521' }],
    ['twice, alike', { serialNumber: 'SE2021005521-A1B2', organizationIdentifier: 'NTRSE-2021005521' }],
  ])('is found %s', (_, subject) => {
    expect(of(subject)).toBe('2021005521');
  });

  it.each([
    ['there is none', { CN: '2021005521', O: 'SE2021005521-A1B2' }],
    ['it is in more words', { serialNumber: 'XSE2021005521-A1B2' }],
    ['a line follows it', { serialNumber: 'SE2021005521-A1B2\n' }],
    ['it has too many figures', { serialNumber: 'SE20210055210-A1B2' }],
    ['there are two', { serialNumber: ['SE2021005521-A1B2', 'SE5560000000-X1'] }],
    ['two are said', { serialNumber: 'SE2021005521-A1B2', organizationIdentifier: 'NTRSE-5560000000' }],
    ['it is of another country', { organizationIdentifier: 'NTRNO-2021005521' }],
  ])('is not known when %s', (_, subject) => {
    expect(of(subject)).toBeUndefined();
  });
});
