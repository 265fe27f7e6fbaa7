import { StartError } from './environment.ts';

/**
 * Runs a process from its start to SIGTERM. A cause that its operator can mend is one sentence; exit code 1.
 * `start` returns how to stop; a second signal is ignored while it stops.
 */
export async function runProcess(start: () => Promise<{ url: string; stop(): Promise<void> }>): Promise<void> {
  try {
    const { url, stop } = await start();
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      });
    // the supervisor waits for this line
    console.log(`listening ${url}`);
    // a supervisor that was killed cannot tell its children: they notice that its end of the channel is gone
    process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  }
}
