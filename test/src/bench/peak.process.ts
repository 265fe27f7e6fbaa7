/** Loaded before a command of the bench: writes the most memory that the process has used, kB, to its third channel. */
import { writeSync } from 'node:fs';

/** Opened by the bench. */
const CHANNEL = 3;

process.on('exit', () => {
  writeSync(CHANNEL, String(process.resourceUsage().maxRSS));
});
