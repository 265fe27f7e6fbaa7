import {
  certificateDocument,
  type CertificateContent,
  findCertificateType,
  registerCertificate,
} from '@intygsgraf/certificates';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OfficialRules, openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { certificates } from '../demo/data/certificates.ts';
import { ALFA_ISSUER } from '../support/alfa-issuer.ts';
import { haveSchemas, validateXsd } from '../support/rivta-schemas.ts';

const namespaces = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  registry: 'urn:riv:itintegration:registry:1',
  r: 'urn:riv:clinicalprocess:healthcond:certificate:RegisterCertificateResponder:3',
};
const MESSAGE = '/soap:Envelope/soap:Body/r:RegisterCertificate';
const SCHEMA = 'interactions/RegisterCertificateInteraction/RegisterCertificateResponder_3.1.xsd';

const issuer = { ...ALFA_ISSUER, unit: { ...ALFA_ISSUER.unit, name: 'Alfa <Medicincentrum> & C:o' } };

const contents = certificates.flatMap(({ id, typeId, version, personId, signedAt, answers }): CertificateContent[] => {
  const type = findCertificateType(typeId, version);
  return type ? [{ id, type, personId, issuer, signedAt: new Date(signedAt), answers }] : [];
});
const [first] = contents;
if (!first) throw new Error('the demo has no certificates');

const message = (content: CertificateContent): string =>
  new TextDecoder().decode(registerCertificate(new TextEncoder().encode(certificateDocument(content)), 'FKASSA'));
/** An unsigned certificate has an empty place for the signature, which the schema does not want. */
const withoutPlace = (xml: string): string => xml.replace(/<u:underskrift\/>/, '');

const full: CertificateContent = {
  ...first,
  answers: {
    ...first.answers,
    '1.1': {
      datedCodes: [
        { code: 'UNDERSOKNING', date: '2026-11-02' },
        { code: 'ANNAT', date: '2026-11-03' },
      ],
    },
    '1.3': { text: 'Samtal med <arbetsgivaren> & "facket"\r\nandra raden 😀' },
    '6.1': {
      diagnoses: [
        { code: 'F430', codeSystem: 'ICD_10_SE', description: 'Akut stressreaktion' },
        { code: 'M545', codeSystem: 'ICD_10_SE', description: 'Lumbago' },
      ],
    },
    '26.1': { boolean: true },
    '26.2': { text: 'Ring gärna' },
  },
};

const short: CertificateContent = {
  ...first,
  answers: Object.fromEntries(
    Object.entries({ ...first.answers, '27.1': { boolean: true } }).filter(([field]) =>
      ['27.1', '6.1', '32.1'].includes(field),
    ),
  ),
};
describe.skipIf(!haveSchemas('RegisterCertificate'))('Held against the official schemas', () => {
  let rulesBrokenBy: OfficialRules;
  beforeAll(async () => {
    rulesBrokenBy = await openOfficialRules();
  });

  it.each(contents.map((content) => [content.id, content] as const))(
    'the certificate %s has the form and keeps the rules of its type',
    (_, content) => {
      const xml = withoutPlace(message(content));
      validateXsd(xml, MESSAGE, namespaces, SCHEMA);
      expect(rulesBrokenBy(xml, 'lisjp.v1')).toEqual([]);
    },
  );

  it('a certificate with several answers to a question keeps all the rules of its type', () => {
    const xml = withoutPlace(message(full));
    validateXsd(xml, MESSAGE, namespaces, SCHEMA);
    expect(rulesBrokenBy(xml, 'lisjp.v1')).toEqual([]);
  });

  it('a certificate that only says that somebody may not work keeps them too', () => {
    expect(rulesBrokenBy(withoutPlace(message(short)), 'lisjp.v1')).toEqual([]);
  });

  it('the address is as the basic profile 2.1 says', () => {
    const address = '/soap:Envelope/soap:Header/registry:LogicalAddress';
    validateXsd(message(first), address, namespaces, 'core_components/itintegration_registry_1.0.xsd');
  });

  it('a message that breaks a rule is told of, so that the rules are looked at', () => {
    const { '6.1': _, ...undiagnosed } = short.answers;
    const xml = withoutPlace(message({ ...short, answers: undiagnosed }));
    validateXsd(xml, MESSAGE, namespaces, SCHEMA);
    expect(rulesBrokenBy(xml, 'lisjp.v1').join()).toContain('Typ av diagnos');
    expect(() => validateXsd(message(first), MESSAGE, namespaces, SCHEMA)).toThrow();
  });
});

describe('A certificate as it is sent', () => {
  it('is the same bytes for the same content', () => {
    expect(message(full)).toBe(message({ ...full, answers: structuredClone(full.answers) }));
  });

  it('carries text as it was written, but for the ends of lines', () => {
    expect(message(full)).toContain('Samtal med &lt;arbetsgivaren&gt; &amp; "facket"\nandra raden 😀');
  });

  it('has neither the name nor the address of the patient', () => {
    expect(message(full)).toMatch(/<c:fornamn\/><c:efternamn\/><c:postadress\/><c:postnummer\/><c:postort\/>/);
  });

  it('says what belongs to one of several answers in that one', () => {
    const [, other] = /<c:svar id="1"><c:instans>2<\/c:instans>(.*?)<\/c:svar>/s.exec(message(full)) ?? [];
    expect(other).toMatch(/ANNAT.*1\.2.*2026-11-03.*1\.3.*Samtal/s);
  });

  it('holds nothing that its form does not show', () => {
    const answers = { ...full.answers, '26.1': { boolean: false }, '26.2': { text: 'Ring gärna' } };
    expect(message({ ...full, answers })).not.toContain('Ring gärna');
  });
});
