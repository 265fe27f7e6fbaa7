/** SOAP 1.1 as every subgraph reads and writes it. */
export { readBody, writeEnvelope, writeFault, XmlFault } from '@intygsgraf/kernel/server';
