import { type Log, logSecurity } from '@intygsgraf/kernel/process';
import type { RequestListener } from 'node:http';
import https from 'node:https';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { LIMITS } from '../limits.ts';

/** A SOAP door of its own, which only agencies with a client certificate get through (mutual TLS). */
export interface SoapTls {
  readonly port: number;
  /** PEM: the server's key and certificate, and the issuers whose client certificates are trusted. */
  readonly key: string;
  readonly certificate: string;
  readonly ca: string;
  /** Organisation numbers of the agencies, ten digits: who may send. */
  readonly organisations: ReadonlySet<string>;
}

/**
 * Where a subject says its organisation number: SITHS' function certificates by their HSA-id (serialNumber
 * `SE2021005521-…`), others by 16 and the number, or by an identifier of ETSI EN 319 412-1 (`NTRSE-2021005521`).
 */
const SERIAL = /^(?:SE(\d{10})-[A-Z0-9]+|(?:16)?(\d{10}))$/;
const IDENTIFIER = /^NTRSE-(\d{6}-?\d{4})$/;

/** Undefined where the subject has none, or more than one. */
export function organisationOf({ subject }: Pick<PeerCertificate, 'subject'>): string | undefined {
  const of = subject as unknown as Record<string, unknown>;
  const [serial, identifier] = [of['serialNumber'], of['organizationIdentifier']];
  const found = [
    ...(typeof serial === 'string' ? (SERIAL.exec(serial)?.slice(1) ?? []) : []),
    typeof identifier === 'string' ? IDENTIFIER.exec(identifier)?.[1]?.replace('-', '') : undefined,
  ].filter((number) => number !== undefined);
  return new Set(found).size === 1 ? found[0] : undefined;
}

/**
 * Whoever shows no certificate of the trusted issuers, an expired one or one of another organisation is refused before a
 * request is read, and stands in the security log.
 */
export function createSoapServer(
  { key, certificate, ca, organisations }: SoapTls,
  listener: RequestListener,
  log: Log,
): https.Server {
  const server = https.createServer({
    key,
    cert: certificate,
    ca,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    handshakeTimeout: LIMITS.arrival,
    headersTimeout: LIMITS.arrival,
    requestTimeout: LIMITS.arrival,
    connectionsCheckingInterval: 1_000,
  });
  server.on('request', (request, response) => {
    if (!request.socket.destroyed) listener(request, response);
  });
  // before the server itself listens to what comes
  server.prependListener('secureConnection', (socket: TLSSocket) => {
    if (organisations.has(organisationOf(socket.getPeerCertificate()) ?? '')) return;
    logSecurity(log, 'refused', 'CLIENT_ORGANISATION');
    socket.destroy();
  });
  server.on('tlsClientError', () => logSecurity(log, 'refused', 'CLIENT_CERTIFICATE'));
  return server;
}
