/** What the tests and the demo may use of the gateway. */
export type { SoapTls } from './http/soap-server.ts';
export { type GatewaySettings, start } from './server.ts';
export { composeSupergraph, type SubgraphSdl } from './compose-supergraph.ts';
