import { XmlDocument, type XmlElement } from 'libxml2-wasm';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const CORE = 'urn:riv:clinicalprocess:healthcond:certificate:3';

/** ResultType of the contract: what the agency says to a message. */
export interface Result {
  readonly resultCode: 'OK' | 'INFO' | 'ERROR';
  readonly resultText?: string;
  readonly errorId?: string;
}

export const OK: Result = { resultCode: 'OK' };
export const INFO: Result = { resultCode: 'INFO', resultText: 'It is already received' };
export const refusal = (resultText: string, errorId = 'VALIDATION_ERROR'): Result => ({
  resultCode: 'ERROR',
  resultText,
  errorId,
});

function envelope(fill: (body: XmlElement) => void): string {
  using document = XmlDocument.create();
  fill(document.createRoot('Envelope', SOAP, 'soap').addElement('Body', 'soap'));
  return document.toString({ format: false });
}

/** `responder`: the namespace of the contract, as urn:riv:…:SendMessageToRecipientResponder:2. */
export const resultXml = (responder: string, interaction: string, result: Result): string =>
  envelope((body) => {
    body.addNsDeclaration(responder, 'm');
    body.addNsDeclaration(CORE, 'core');
    const element = body.addElement(`${interaction}Response`, 'm').addElement('result', 'm');
    for (const name of ['resultCode', 'resultText', 'errorId'] as const)
      if (result[name]) element.addElement(name, 'core').addText(result[name]);
  });

export const faultXml = (): string =>
  envelope((body) => {
    const fault = body.addElement('Fault', 'soap');
    fault.addElement('faultcode').addText('soap:Server');
    fault.addElement('faultstring').addText('Something is broken here');
  });
