import { CORE, coreTypes, TYPES, writeEnvelope } from '@intygsgraf/kernel/server';
import type { Draft } from '../domain/draft.ts';
import { CREATE_DRAFT } from '../exchange/read-create-draft.ts';

/** Whose fault it is that there is no draft (kv errorId). Source: domain.md §6.5, checks in order. */
export type ErrorId = 'VALIDATION_ERROR' | 'APPLICATION_ERROR' | 'TECHNICAL_ERROR';

/** What a journal system is told: its draft, with what else there is to say, or why there is none. */
export type DraftReceipt =
  | { readonly draft: Pick<Draft, 'id' | 'unit'>; readonly info: readonly string[] }
  | { readonly errorId: ErrorId; readonly text: string };

const write = coreTypes({ core: 'c', types: 't' });

/** The contract's answer: OK, INFO with what is to be told, or ERROR. */
export const writeCreateDraftResponse = (receipt: DraftReceipt): string =>
  writeEnvelope((body) => {
    for (const [prefix, namespace] of Object.entries({ m: CREATE_DRAFT, t: TYPES, c: CORE }))
      body.addNsDeclaration(namespace, prefix);
    const response = body.addElement('CreateDraftCertificateResponse', 'm');
    if ('draft' in receipt) write.id(response, 'm', 'intygs-id', receipt.draft.unit, receipt.draft.id);
    const result = response.addElement('result', 'm');
    const say = (name: string, text: string): void => write.text(result, 'c', name, text);
    if ('errorId' in receipt) {
      say('resultCode', 'ERROR');
      say('resultText', receipt.text);
      return say('errorId', receipt.errorId);
    }
    say('resultCode', receipt.info.length > 0 ? 'INFO' : 'OK');
    if (receipt.info.length > 0) say('resultText', receipt.info.join(' '));
  });
