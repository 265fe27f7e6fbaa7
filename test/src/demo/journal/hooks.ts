import type { Express } from 'express';
import { z } from 'zod';
import { createCdsClient } from '../../counterparts/cds-client/cds-client.ts';
import { problemCreated } from '../../counterparts/cds-client/hook-calls.ts';

/** Where the journal publishes the key that it signs with when it calls decision support. */
const KEYS = '/cds-hooks/jwks.json';

const added = z.object({ code: z.string().max(20) });

/** A diagnosis is added to the problem list: the hook fires, and the page gets the cards. */
export function hookRoutes(app: Express, url: string, gatewayUrl: string): void {
  const client = createCdsClient(url, gatewayUrl, 'ES384', `${url}${KEYS}`);
  app.get(KEYS, async (_, response) => void response.json((await client).jwks));
  app.post('/cds-hooks', async ({ body }, response) => {
    const read = added.safeParse(body);
    if (!read.success) return void response.status(400).end();
    const journal = await client;
    const answered = await journal.post('fmb-problem-list-item-create', problemCreated([read.data.code]));
    response
      .status(answered.status)
      .type('application/json')
      .send(await answered.text());
  });
}
