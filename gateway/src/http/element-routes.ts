import cors from 'cors';
import express, { type Express } from 'express';

/** The bundle that pages load, and which version of it this gateway has. */
export interface ElementBundle {
  /** The folder that holds intyg.js. */
  readonly dir: string;
  /** As 1.4.2. */
  readonly version: string;
}

/**
 * The script tag's module, for any page: `/elements/1.4.2/intyg.js` never changes and may be pinned by its hash,
 * `/elements/1/intyg.js` is the newest of its major. Any other version is not found.
 */
export function elementRoutes(app: Express, { dir, version }: ElementBundle): void {
  const [major = version] = version.split('.');
  const files = (options: object) => express.static(dir, { index: false, ...options });
  app.use(`/elements/${version}`, cors(), files({ immutable: true, maxAge: '365d' }));
  app.use(`/elements/${major}`, cors(), files({ maxAge: '5m' }));
}
