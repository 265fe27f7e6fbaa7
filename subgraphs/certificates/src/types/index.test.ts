import { describe, expect, it } from 'vitest';
import { certificateTypeOfMessage, newestCertificateType } from './index.ts';

describe('A certificate type', () => {
  it('is found by the code and the version that a message names, however it is written', () => {
    expect(certificateTypeOfMessage(' lisjp ', '1.0')).toMatchObject({ id: 'fk7804', version: '1.3' });
    expect(certificateTypeOfMessage('AG114', '1')).toMatchObject({ id: 'ag114', version: '1.0' });
    expect(certificateTypeOfMessage('LISJP', '9.9')).toBeUndefined();
    expect(certificateTypeOfMessage('NONE', '1.0')).toBeUndefined();
  });

  it('has a version that comes last', () => {
    expect(newestCertificateType('fk7804')?.id).toBe('fk7804');
    expect(newestCertificateType('none')).toBeUndefined();
  });
});
