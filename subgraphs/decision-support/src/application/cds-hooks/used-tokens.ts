import type { EntityManager } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import { CdsUsedTokenEntity } from '../../database/cds-hooks.ts';

/** A token by what makes it the only one of its client. */
export interface UsedToken {
  /** The journal system, as the issuer of its tokens. */
  readonly client: string;
  readonly jti: string;
  /** After this it is refused for its age. */
  readonly until: Date;
}

/** Uses a token up, whichever process it comes to. False when it was used before. */
export async function useToken(em: EntityManager, { client, jti, until }: UsedToken): Promise<boolean> {
  const digest = createHash('sha256').update(jti).digest('hex');
  const { affectedRows } = await em
    .createQueryBuilder(CdsUsedTokenEntity)
    .insert({ client, digest, until })
    .onConflict()
    .ignore()
    .execute('run');
  return affectedRows === 1;
}
