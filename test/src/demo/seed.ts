import { database as certificatesDatabase, registerSignedCertificate, type Signer } from '@intygsgraf/certificates';
import { carryRegisters, database as decisionSupportDatabase } from '@intygsgraf/decision-support';
import { dayInSweden } from '@intygsgraf/kernel/domain';
import { type Directory, inSession, openOrm, type SubgraphDatabase } from '@intygsgraf/kernel/server';
import {
  createPersonService,
  database as usersDatabase,
  findViewer,
  importDirectory,
  personFacts,
} from '@intygsgraf/users';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Question } from '../counterparts/agency/question.ts';
import { careUnits } from './data/care-units.ts';
import { certificates } from './data/certificates.ts';
import type { DemoCertificate } from './data/certificates/demo-certificate.ts';
import { directory } from './data/directory.ts';
import { type DemoQuestion, questions } from './data/questions.ts';
import type { DatabaseRole } from './roles.ts';

/** A running system, with empty tables or seeded before. */
export interface Seeded {
  /** The database as one of its roles. */
  url(role: DatabaseRole): string;
  readonly personServiceUrl: string;
  readonly agencyUrl: string;
}

/**
 * Brings the demo's data in, the way that data comes in: imports, registration, messages of the agency. No row is
 * written past the rules, so a broken rule or route shows here. The second time changes nothing.
 */
export async function seed({ url, personServiceUrl, agencyUrl }: Seeded): Promise<void> {
  await using users = await openSystem(usersDatabase, url('users_app'));
  await using decisionSupport = await openSystem(decisionSupportDatabase, url('decision_support_app'));
  await using register = await openSystem(certificatesDatabase, url('certificates_app'));

  await users.run((em) => importDirectory(em, directory));
  const now = new Date();
  await decisionSupport.run((em) => carryRegisters(em, now, dayInSweden(now)));

  const personService = createPersonService(personServiceUrl);
  const facts: Pick<Directory, 'personFacts'> = {
    personFacts: (ids, unit) => personFacts((step) => users.run(step), personService, ids, unit),
  };
  for (const certificate of certificates) {
    const signer = await users.run((em) => signerOf(em, certificate));
    await register.run((em) => registerSignedCertificate(em, facts, signed(certificate, signer), new Date()));
  }

  for (const question of seededQuestions()) await ask(agencyUrl, question);
}

/** A subgraph's tables for work that has no user, each piece in a transaction of its own. */
async function openSystem(database: SubgraphDatabase, url: string) {
  const orm = await openOrm(database, url);
  return {
    run: <T>(work: (em: EntityManager) => Promise<T>): Promise<T> => inSession(orm, { scope: 'system' }, work),
    [Symbol.asyncDispose]: () => orm.close(),
  };
}

const signed = ({ version, signedAt, ...rest }: DemoCertificate, signer: Signer) => ({
  ...rest,
  typeVersion: version,
  signedAt: new Date(signedAt),
  signer,
});

/** Who signed, as the directory knows them: their role there, and where in the organisation the unit is. */
async function signerOf(em: EntityManager, { signedBy: hsaId, unit }: DemoCertificate): Promise<Signer> {
  const signedIn = { hsaId, unit, acr: '', client: 'demo', expiresAt: 0 };
  const viewer = await findViewer(em, signedIn);
  const careUnit = careUnits.find((one) => one.hsaId === unit || one.subUnits.some((sub) => sub.hsaId === unit));
  if (!viewer || !careUnit) throw new Error(`the demo's directory does not know ${hsaId} on ${unit}`);
  return { hsaId, role: viewer.role, unit, careUnit: careUnit.hsaId, careProvider: careUnit.careProvider };
}

/** What the agency has asked once the demo's data is in. */
export const seededQuestions = () => questions.map(aboutCertificate);

function aboutCertificate(question: DemoQuestion) {
  const about = certificates.find(({ id }) => id === question.certificateId);
  if (!about) throw new Error(`the demo has no certificate ${question.certificateId}`);
  return { ...question, unitHsaId: about.unit, personId: about.personId };
}

async function ask(agencyUrl: string, question: Question): Promise<void> {
  const response = await fetch(`${agencyUrl}/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  const answer = (await response.json()) as { resultCode?: string };
  if (!['OK', 'INFO'].includes(answer.resultCode ?? ''))
    throw new Error(`the demo's question ${question.messageId} was not taken: ${JSON.stringify(answer)}`);
}
