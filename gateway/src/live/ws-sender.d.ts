import 'ws';

declare module 'ws' {
  /** What `ws` exports and its types lack. */
  export class Sender {
    /** The frame of a message, in one piece or two. */
    static frame(
      data: Buffer,
      options: {
        readonly fin: boolean;
        readonly opcode: number;
        readonly mask: boolean;
        readonly readOnly: boolean;
        readonly rsv1: boolean;
      },
    ): Buffer[];
  }
}
