import type { UserClaims } from '@intygsgraf/kernel/process';

/** Sessions of which a test says which have left their unit. */
export class ScriptedSessions {
  readonly left = new Set<UserClaims>();
  read = async (): Promise<void> => {};
  hasLeft(user: UserClaims): boolean {
    return this.left.has(user);
  }
}
