import express, { type Express, type RequestHandler } from 'express';
import { MIMEType } from 'node:util';
import { LIMITS } from '../limits.ts';
import { within } from '../walls/door.ts';

/** Whether it is SOAP 1.1 in UTF-8: no parts (MTOM), no other characters. */
function isXml(type = ''): boolean {
  try {
    const { essence, params } = new MIMEType(type);
    return essence === 'text/xml' && /^utf-8$/i.test(params.get('charset') ?? 'utf-8');
  } catch {
    return false;
  }
}

const onlyXml: RequestHandler = ({ headers }, response, next) => {
  if (isXml(headers['content-type'])) next();
  else response.status(415).setHeader('connection', 'close').end();
};

/** POST /soap/<Interaction>/<version>, for bytes as they are: nothing compressed, nothing over the limit. */
export function soapDoor(app: Express, route: RequestHandler<{ interaction: string; version: string }>): void {
  app.post(
    '/soap/:interaction/:version',
    onlyXml,
    within(LIMITS.soap),
    express.raw({ type: () => true, limit: LIMITS.soap, inflate: false }),
    route,
  );
}
