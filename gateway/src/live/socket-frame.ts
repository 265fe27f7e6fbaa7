import { Sender } from 'ws';

const TEXT = { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false } as const;

/**
 * A text message as its bytes on the wire, made once for however many sockets: `ws` would write its head and its text
 * apart, for each of them.
 */
export const socketFrame = (text: string): Buffer => Buffer.concat(Sender.frame(Buffer.from(text), TEXT));
