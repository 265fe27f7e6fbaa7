import { ParseOption, XmlDocument, XmlParseError } from 'libxml2-wasm';
import { z } from 'zod';
import { namespaces } from './send-message-to-care.ts';

/** ResultType of the contract: the care side's word on the message. */
const resultSchema = z.object({
  resultCode: z.enum(['OK', 'INFO', 'ERROR']),
  errorId: z.enum(['VALIDATION_ERROR', 'APPLICATION_ERROR', 'TECHNICAL_ERROR', 'REVOKED']).exactOptional(),
  resultText: z.string().exactOptional(),
});
export type CareResult = z.infer<typeof resultSchema> & { readonly httpStatus: number };

/** No word on the message: the agency does not know whether it was taken in, and may send it again. */
export type CareFault =
  | { readonly fault: 'UNREACHABLE' | 'TIMEOUT' }
  | {
      readonly fault: 'SOAP_FAULT';
      readonly httpStatus: number;
      readonly faultCode: string;
      readonly faultString: string;
    }
  | { readonly fault: 'NOT_THE_CONTRACT'; readonly httpStatus: number };

const notTheContract = (httpStatus: number): CareFault => ({ fault: 'NOT_THE_CONTRACT', httpStatus });

/** Reads an answer of the care side: a result of the contract, a SOAP fault, or something that is neither. */
export function readCareResponse(httpStatus: number, xml: Uint8Array): CareResult | CareFault {
  try {
    using document = XmlDocument.fromBuffer(xml, { option: ParseOption.XML_PARSE_NO_XXE });
    const read = (path: string): string | undefined =>
      document.get(`/soap:Envelope/soap:Body/${path}`, namespaces)?.content;
    const faultCode = read('soap:Fault/faultcode');
    if (faultCode !== undefined) {
      return { fault: 'SOAP_FAULT', httpStatus, faultCode, faultString: read('soap:Fault/faultstring') ?? '' };
    }
    const told = ['resultCode', 'errorId', 'resultText'].flatMap((name) => {
      const value = read(`m:SendMessageToCareResponse/m:result/core:${name}`);
      return value === undefined ? [] : [[name, value] as const];
    });
    const result = resultSchema.safeParse(Object.fromEntries(told));
    return result.success ? { ...result.data, httpStatus } : notTheContract(httpStatus);
  } catch (error) {
    if (error instanceof XmlParseError) return notTheContract(httpStatus);
    throw error;
  }
}
