/** SOAP 1.1 as every subgraph reads and writes it. */
export { readBody, SoapFault, writeEnvelope, writeFault } from '@intygsgraf/kernel/server';
