import { jsonService } from '../json-service.ts';
import { listen, type RunningServer } from '../listen.ts';
import { type AgencyTls, askCare } from './ask-care.ts';
import { switchableFault } from './fault.ts';
import { AgencyMemory } from './memory.ts';
import { openOfficialRules } from './official-rules.ts';
import { type Question, questionSchema } from './question.ts';
import { RESPONDER as MESSAGE_RESPONDER } from './message-from-care.ts';
import { soapIn } from './soap-in.ts';
import { RESPONDER as REGISTER_RESPONDER, takeCertificates } from './take-certificates.ts';
import { RESPONDER as REVOKE_RESPONDER, takeRevocations } from './take-revocations.ts';
import { takeMessages } from './take-messages.ts';

export interface AgencyOptions {
  /** Where the care side takes messages: …/soap/SendMessageToCare/2. */
  readonly careUrl: string;
  /** What the agency proves itself with where care asks for it; PEM. `ca`: who issued care's certificate. */
  readonly tls?: AgencyTls;
  readonly port?: number;
  /** Milliseconds that the agency waits for the care side. */
  readonly timeoutMs?: number;
  /**
   * Certificates are held against the published rules of their type (schematron), too, which takes its time; the
   * published schemas must be at hand.
   */
  readonly holdsRules?: boolean;
  /** What it asked before it was started, and care has: it remembers. */
  readonly asked?: readonly (Question & { readonly messageId: string })[];
}

/** What the agency answers a question of care's with; the rest follows from the question. */
const answerSchema = questionSchema
  .pick({ text: true, messageId: true, sentAt: true, reference: true })
  .extend({ answers: questionSchema.shape.text, subject: questionSchema.shape.subject.exactOptional() });

/**
 * Stands in for Försäkringskassan: whoever posts to /ask lets an administrator there ask about a certificate, or remind;
 * to /answer, answer what care asked. 200 with the care side's word on it, ERROR as well; 502 with a fault when there was
 * no such word. /soap/ takes the certificates that are sent and revoked (RegisterCertificate,
 * RevokeCertificate) and what care writes (SendMessageToRecipient), /received tells of both, /fault makes it misbehave.
 */
export async function startAgency(options: AgencyOptions): Promise<RunningServer> {
  const { port, holdsRules = false, asked = [] } = options;
  const rules = holdsRules ? await openOfficialRules() : undefined;
  const memory = new AgencyMemory();
  for (const question of asked) memory.asked(question.messageId, question);
  const fault = switchableFault();
  const write = async (question: Question) => {
    const answer = await askCare(options, question);
    const isRefused = 'resultCode' in answer && answer.resultCode === 'ERROR';
    // without care's word on it the question may have come
    if (!isRefused && !question.answers) memory.asked(answer.messageId, question);
    return { status: 'fault' in answer ? 502 : 200, answer };
  };
  const service = jsonService((routes) => {
    routes.post('/ask', async (request, response) => {
      const { status, answer } = await write(questionSchema.parse(request.body));
      response.status(status).json(answer);
    });
    routes.post('/answer', async (request, response) => {
      const wanted = answerSchema.parse(request.body);
      const question = memory.received(wanted.answers);
      if (!question) return void response.status(404).json({ error: 'NOT_FOUND' });
      const { certificateId, personId, unit: unitHsaId, subject } = question;
      const { status, answer } = await write({ certificateId, personId, unitHsaId, subject, ...wanted });
      response.status(status).json(answer);
    });
    routes.get('/received', (_, response) => {
      const messages = memory.all.map(({ personId: _personId, bytes: _bytes, ...message }) => message);
      const certificates = memory.certificates.map(({ id, times }) => ({ id, times }));
      response.json({ messages, certificates, revocations: memory.revocations, refused: memory.refused });
    });
    routes.post('/fault', fault.set);
    const messages = { responder: MESSAGE_RESPONDER, name: 'SendMessageToRecipient', take: takeMessages(memory) };
    routes.post('/soap/SendMessageToRecipient/2', ...soapIn(fault, messages));
    const certificates = {
      responder: REGISTER_RESPONDER,
      name: 'RegisterCertificate',
      take: takeCertificates(memory, rules),
    };
    routes.post('/soap/RegisterCertificate/3', ...soapIn(fault, certificates));
    const revocations = { responder: REVOKE_RESPONDER, name: 'RevokeCertificate', take: takeRevocations(memory) };
    routes.post('/soap/RevokeCertificate/2', ...soapIn(fault, revocations));
  });
  return listen(() => service, port);
}
