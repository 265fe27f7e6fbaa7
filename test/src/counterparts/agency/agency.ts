import { jsonService } from '../json-service.ts';
import { listen, type RunningServer } from '../listen.ts';
import { askCare } from './ask-care.ts';
import { questionSchema } from './question.ts';

export interface AgencyOptions {
  /** Where the care side takes messages: …/soap/SendMessageToCare/2. */
  readonly careUrl: string;
  readonly port?: number;
  /** Milliseconds that the agency waits for the care side. */
  readonly timeoutMs?: number;
}

/**
 * Stands in for Försäkringskassan: whoever posts to /ask lets an administrator there ask about a certificate.
 * 200 with the care side's word on it, ERROR as well; 502 with a fault when there was no such word.
 */
export function startAgency({ careUrl, port, timeoutMs }: AgencyOptions): Promise<RunningServer> {
  const service = jsonService((routes) => {
    routes.post('/ask', async (request, response) => {
      const answer = await askCare(careUrl, questionSchema.parse(request.body), timeoutMs);
      response.status('fault' in answer ? 502 : 200).json(answer);
    });
  });
  return listen(() => service, port);
}
