import { DeliveryError } from '@intygsgraf/kernel/server';
import { MessageEntity } from '../database/entities.ts';
import { CorrespondenceError, writingRefusals } from '../domain/correspondence.ts';
import { CARE_CODE } from '../domain/message.ts';
import type { ShownCase } from './cases.ts';
import { findShown } from './change-case.ts';
import type { Writing } from './write-to-agency.ts';

/**
 * Sends care's message of a case again that was given up (skicka om från utkorgen): the same bytes under the same id.
 * Refusals: CASE_NOT_FOUND, those of `writingRefusals`, DELIVERY_NOT_FOUND, DELIVERY_NOT_FAILED, PU_PROBLEM.
 */
export async function sendAgain(writing: Writing, caseId: string): Promise<ShownCase> {
  const { found, log } = await findShown(writing, caseId);
  const [refusal] = writingRefusals(found.about, writing.viewer().role);
  if (refusal) throw new CorrespondenceError(refusal);
  const message = await writing.em.findOne(MessageEntity, { caseId, sender: CARE_CODE });
  if (!message) throw new DeliveryError('DELIVERY_NOT_FOUND');
  await writing.system((em) => writing.outbox.resend(em, message.id, writing.now));
  log('WRITE', found);
  return found;
}
