import { expect, it } from 'vitest';
import type { UserClaims } from '@intygsgraf/kernel/process';
import { Sessions } from './sessions.ts';

const user: UserClaims = { hsaId: 'D', unit: 'SE1', acr: '', client: 'journal', expiresAt: 2e9, session: 's' };
const moved = { staff: 'D', id: 's', unit: 'SE2' };

function listening(...answers: (object[] | Error)[]) {
  const clock = { seconds: 0 };
  const asked: unknown[] = [];
  const users = {
    async ask(_query: string, variables: Record<string, unknown>) {
      asked.push(variables['seconds']);
      const answer = answers.shift() ?? [];
      if (answer instanceof Error) throw answer;
      return { movedSessions: answer } as never;
    },
  };
  return { clock, asked, sessions: new Sessions(users, () => clock.seconds) };
}

it('a session that was moved has left every unit but the one where it is', async () => {
  const { sessions } = listening([moved]);
  expect(sessions.hasLeft(user)).toBe(false);
  await sessions.read();
  expect(sessions.hasLeft(user)).toBe(true);
  expect(sessions.hasLeft({ ...user, unit: 'SE2' })).toBe(false);
});

it('another user’s session of the same name, another session and none have left nothing', async () => {
  const { sessions } = listening([moved]);
  await sessions.read();
  const { session: _, ...without } = user;
  for (const other of [{ ...user, hsaId: 'E' }, { ...user, session: 't' }, without])
    expect(sessions.hasLeft(other)).toBe(false);
});

it('a session may come back', async () => {
  const { sessions } = listening([moved], [{ ...moved, unit: 'SE1' }]);
  await sessions.read();
  await sessions.read();
  expect(sessions.hasLeft(user)).toBe(false);
});

it('what was missed while nobody answered is asked for again; at first, all that a living token can be of', async () => {
  const { sessions, clock, asked } = listening([], new Error('away'), []);
  await sessions.read();
  clock.seconds = 100;
  await expect(sessions.read()).rejects.toThrow('away');
  clock.seconds = 200;
  await sessions.read();
  clock.seconds = 202;
  await sessions.read();
  expect(asked).toEqual([930, 130, 230, 32]);
});

it('is forgotten when no token of before lives any more', async () => {
  const { sessions, clock } = listening([moved]);
  await sessions.read();
  clock.seconds = 929;
  await sessions.read();
  expect(sessions.hasLeft(user)).toBe(true);
  clock.seconds = 931;
  await sessions.read();
  expect(sessions.hasLeft(user)).toBe(false);
});
