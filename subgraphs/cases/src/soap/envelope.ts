/** SOAP 1.1 as every subgraph reads and writes it. */
export { readRequest, writeEnvelope, writeFault, XmlFault } from '@intygsgraf/kernel/server';
