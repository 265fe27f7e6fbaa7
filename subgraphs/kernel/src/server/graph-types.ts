import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { DeliveryFault, DeliveryState, Protection, type UserText } from '../domain/index.ts';

@ObjectType('UserMessage', { description: 'What a user is told.' })
@Directive('@shareable')
export class UserMessage implements UserText {
  @Field(() => String, { description: 'In Swedish.' }) sv!: string;
  @Field(() => String, { description: 'In English.' }) en!: string;
}

// type-graphql knows an enum by its object: it is described once, here, for all subgraphs that show it
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'Where a message to a recipient stands (leverans).',
  valuesConfig: {
    PENDING: { description: 'Not yet taken in by the recipient; tried again.' },
    DELIVERED: { description: 'The recipient has it.' },
    ERROR: { description: 'Given up (fel i utkorgen): can be sent again.' },
    CANCELLED: { description: 'Never to be sent, as the certificate was revoked first.' },
  },
});

registerEnumType(Protection, {
  name: 'Protection',
  description: 'Whether personal data are protected (sekretessmarkering).',
  valuesConfig: {
    OPEN: { description: 'Not protected.' },
    PROTECTED: { description: 'Protected: certain roles on the own unit only.' },
    UNKNOWN: { description: 'The person service did not tell: treated as if nobody may see.' },
  },
});

registerEnumType(DeliveryFault, {
  name: 'DeliveryFault',
  description: 'Why a message to a recipient was not taken in.',
  valuesConfig: {
    VALIDATION_ERROR: { description: 'The recipient refuses it as not valid.' },
    REVOKED: { description: 'The recipient says that the certificate is revoked.' },
    APPLICATION_ERROR: { description: 'The recipient cannot handle it.' },
    TECHNICAL_ERROR: { description: 'Something went wrong at the recipient.' },
    SOAP_FAULT: { description: 'The recipient answered with a SOAP fault.' },
    TIMEOUT: { description: 'The recipient did not answer in time.' },
    UNREACHABLE: { description: 'The recipient could not be reached.' },
    REDIRECTED: { description: 'The recipient pointed elsewhere, which is not followed.' },
    ANSWER_TOO_LONG: { description: 'The answer was longer than any answer may be.' },
    NOT_THE_CONTRACT: { description: 'The answer was not one of the contract.' },
    RECIPIENT_UNKNOWN: { description: 'Nobody has configured where the recipient is.' },
    EARLIER_NOT_DELIVERED: { description: 'An earlier message about the certificate was given up.' },
  },
});
