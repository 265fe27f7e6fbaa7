import { ParseOption, XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { type SignatureAlgorithm, SignedXml } from 'xml-crypto';

/**
 * How a certificate is signed (XMLDSig, enveloped, over the whole document); nothing else is accepted. Two transforms
 * that every tool has: whoever gets the bytes verifies them without us. Source: reliability.md §1.7.
 */
const CANONICAL = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const TRANSFORMS = ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', CANONICAL];
const DIGEST = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const SIGNATURE_ALGORITHM = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const EXCLUSIVE = XmlC14NMode.XML_C14N_EXCLUSIVE_1_0;
const DSIG = { ds: 'http://www.w3.org/2000/09/xmldsig#' };

/** Where the signature stands: last in the certificate, in its element for it. */
const PLACE = `/*[local-name()='intyg']/*[local-name()='underskrift']`;

/** Takes the one algorithm out of the library's, so that no other is ever looked at. */
function only(signed: SignedXml, algorithm: new () => SignatureAlgorithm): SignedXml {
  signed.SignatureAlgorithms = { [SIGNATURE_ALGORITHM]: algorithm };
  return signed;
}

/** The library signs with a key that it holds; ours is elsewhere. This takes down what to sign, and answers what came. */
const elsewhere = (signature: string, take: (signedInfo: string) => void) =>
  class implements SignatureAlgorithm {
    getSignature = (signedInfo: unknown): string => {
      take(String(signedInfo));
      return signature;
    };
    verifySignature = (): boolean => false;
    getAlgorithmName = (): string => SIGNATURE_ALGORITHM;
  };

/** `certificates`: PEM, the signer's first. */
function sign(document: string, signature: string, certificates: string) {
  let signedInfo = '';
  const signed = new SignedXml({
    signatureAlgorithm: SIGNATURE_ALGORITHM,
    canonicalizationAlgorithm: CANONICAL,
    privateKey: 'elsewhere',
    ...(certificates && { publicCert: certificates }),
  });
  only(
    signed,
    elsewhere(signature, (taken) => (signedInfo = taken)),
  );
  signed.addReference({ xpath: '/*', transforms: TRANSFORMS, digestAlgorithm: DIGEST, isEmptyUri: true });
  signed.computeSignature(document, { prefix: 'ds', location: { reference: PLACE, action: 'append' } });
  return { signedInfo, xml: signed.getSignedXml() };
}

/** The bytes that a signature of the document is of: its SignedInfo, which holds the document's digest. */
export const toBeSigned = (document: string): Uint8Array => new TextEncoder().encode(sign(document, '', '').signedInfo);

/** The document with a signature of `toBeSigned(document)` in its place. `certificates`: PEM, the signer's first. */
export const withSignature = (document: string, signature: Uint8Array, certificates: string): string =>
  sign(document, Buffer.from(signature).toString('base64'), certificates).xml;

/**
 * Whether `signed` holds exactly one signature, in its place, made as we make it, by the key of `certificate` (PEM),
 * and whether what it signs is `document`. Only what the library says was signed is looked at, never the rest.
 */
export function isSignatureOf(signed: string, document: string, certificate: string): boolean {
  try {
    return signedContent(signed, certificate) === canonical(document);
  } catch {
    // not XML, a digest that differs, a signature of another key: the libraries throw for each
    return false;
  }
}

/** What was signed, in its canonical form; undefined when it was not signed as we do it. Throws for a bad signature. */
function signedContent(signed: string, certificate: string): string | undefined {
  const signatures = read(signed, (xml) => xml.find('//ds:Signature', DSIG).length);
  const placed = read(signed, (xml) =>
    xml.get(`${PLACE}/ds:Signature`, DSIG)?.canonicalizeToString({ mode: EXCLUSIVE }),
  );
  const checked = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  const { [SIGNATURE_ALGORITHM]: rsa } = checked.SignatureAlgorithms;
  if (signatures !== 1 || placed === undefined || !rsa) return undefined;
  only(checked, rsa);
  checked.loadSignature(placed);
  if (!checked.checkSignature(signed)) return undefined;
  const [reference, ...more] = checked.getReferences();
  const isOurs = reference?.uri === '' && more.length === 0 && reference.transforms.join() === TRANSFORMS.join();
  const [content, ...others] = checked.getSignedReferences();
  return isOurs && others.length === 0 ? content : undefined;
}

/** The document as it is digested; by another library than the one that checks. */
const canonical = (document: string): string =>
  read(document, (xml) => xml.root.canonicalizeToString({ mode: EXCLUSIVE }));

function read<T>(xml: string, reader: (document: XmlDocument) => T): T {
  using document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NO_XXE });
  return reader(document);
}
