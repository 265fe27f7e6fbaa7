/**
 * Behind every npm script, on any machine with Node >= 20 and npm: brings the pinned Node and pnpm from the npm registry
 * (npm keeps them in its own cache), installs what the lockfile says, builds, runs the command. What is there already
 * is not asked for again, so all of it works without a network from the second time on.
 *
 * A file and not a line of shell, and `exec` before it in package.json, so that signals arrive: a shell between npm and
 * the servers would end alone and leave them running.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE = '26.10.0';
const PNPM = '12.21.0';

const root = path.dirname(fileURLToPath(import.meta.url));
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The static checks by name; `npm run check -- lint imports` runs some of them. */
const CHECKS = {
  types: ['tsc', '-b'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  format: ['oxfmt', '--check'],
  unused: ['knip'],
  imports: ['depcruise', '--config', '.dependency-cruiser.mjs', 'subgraphs', 'gateway', 'web-components', 'test'],
  features: ['node', 'test/src/contract/check-features.ts'],
};

const COMMANDS = {
  async start(args) {
    await build();
    // the channel tells the supervisor when this process is killed
    return run(['node', '--enable-source-maps', 'test/dist/demo/main.js', ...args], { stdio: [0, 1, 2, 'ipc'] });
  },
  async test(args) {
    await build();
    return (await check([])) || run(['vitest', 'run', ...args]);
  },
  async bench(args) {
    await build();
    return run(['node', '--enable-source-maps', 'test/dist/bench/main.js', ...args], { stdio: [0, 1, 2, 'ipc'] });
  },
  check,
  format: (args) => run(['oxfmt', ...args]),
  async intyg(args) {
    await build();
    // paths are those of whoever typed them
    return run(['node', '--enable-source-maps', path.join(root, 'test/dist/demo/intyg.main.js'), ...args], {
      cwd: process.env.INIT_CWD ?? root,
    });
  },
  async supergraph() {
    await build();
    return run(['node', '--enable-source-maps', 'test/dist/contract/write-supergraph.js']);
  },
  async size() {
    await build();
    return run(['node', '--enable-source-maps', 'test/dist/contract/check-element-size.js']);
  },
  async manifest() {
    const elements = path.join(root, 'web-components');
    const analyze = [path.join(elements, 'node_modules/.bin/cem'), 'analyze'];
    return (await run(analyze, { cwd: elements })) || run(['oxfmt', 'web-components/custom-elements.json']);
  },
};

const tell = (line) => console.error(line);

/** A cause and a way out, for whoever typed the command. */
class Failure extends Error {}

// npm's own settings (registry, proxy, certificates) stay; what npm says of this run would mislead the next one
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|command|execpath|node_execpath)/i.test(name),
  ),
);
// npm would wait for over a minute before it says that there is no network
env.npm_config_fetch_retry_mintimeout ??= '1000';
env.npm_config_fetch_retry_maxtimeout ??= '4000';

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs a program from the root to its end; its exit code. Signals are passed on, and the end of the parent counts as a
 * SIGTERM. With `capture`, what it says is kept; with `both`, shown on standard error as well.
 */
function run([program, ...args], { stdio = 'inherit', cwd = root, capture } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: capture ? ['ignore', 'pipe', 'pipe'] : stdio });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => capture(text));
    let told = false;
    const forward = (signal) => (told = child.kill(signal));
    for (const signal of SIGNALS) process.on(signal, forward);
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 250);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      for (const signal of SIGNALS) process.off(signal, forward);
      if (process.ppid !== parent || (told && code !== 0)) process.exit(1); // nothing comes after it
      resolve(code ?? 1);
    });
  });
}

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/;

const unreachable = (what) =>
  new Failure(
    `The npm registry cannot be reached, and ${what} not in this machine's cache yet: ` +
      'connect to the network (`npm ping` tells whether npm gets through), then try again.',
  );

/** The folder with the pinned `node` and `pnpm`; npm is asked for it the first time only. */
function tools() {
  const holds = (folder) => ['node', 'pnpm'].every((name) => existsSync(path.join(folder, name)));
  const versions = `node@${NODE} pnpm@${PNPM}`;
  const note = path.join(root, 'node_modules/.cache/intygsgraf-tools.json');
  const known = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
  if (known.versions === versions && holds(known.folder)) return { folder: known.folder, remember() {} };

  tell(`fetching Node ${NODE} and pnpm ${PNPM} …`);
  const args = ['--yes', '--prefer-offline', ...versions.split(' ').flatMap((name) => ['--package', name])];
  const npx = spawnSync('npx', [...args, '--call', 'node -p process.env.PATH'], { cwd: root, env, encoding: 'utf8' });
  if (npx.error) throw new Failure('npx is not there: install npm, which comes with Node.js 20 and later.');
  const folder = npx.stdout.trim().split(path.delimiter).find(holds);
  if (npx.status === 0 && folder) {
    const remember = () => {
      mkdirSync(path.dirname(note), { recursive: true });
      writeFileSync(note, JSON.stringify({ versions, folder }));
    };
    return { folder, remember };
  }
  if (UNREACHABLE.test(npx.stderr)) throw unreachable(`Node ${NODE} and pnpm ${PNPM} are`);
  throw new Failure(`npx could not bring Node ${NODE} and pnpm ${PNPM}:\n${npx.stderr.trim()}`);
}

/** From pnpm's store first: then there is nothing to fetch, and nothing that could have come from a stranger. */
async function install() {
  const pnpm = ['pnpm', 'install', '--frozen-lockfile'];
  if ((await run([...pnpm, '--offline', '--trust-lockfile'], { capture() {} })) === 0) return;
  tell('installing the packages …');
  // pnpm would try each of hundreds of packages for minutes before it says that there is no network
  let said = '';
  if ((await run(['npm', 'ping'], { capture: (text) => (said += text) })) !== 0 && UNREACHABLE.test(said))
    throw unreachable('some packages are');
  said = '';
  const show = (text) => {
    said += text;
    process.stderr.write(text);
  };
  if ((await run([...pnpm, '--prefer-offline'], { capture: show })) === 0) return;
  if (said.includes('ERR_PNPM_OUTDATED_LOCKFILE'))
    throw new Failure('pnpm-lock.yaml does not fit the package.json files: run `npx pnpm install` and commit it.');
  throw new Failure('The packages could not be installed; pnpm says why, above.');
}

/** Compiles what changed, and bundles the elements when one of their sources is newer than the bundle. */
async function build() {
  const began = performance.now();
  tell('building …');
  if ((await run(CHECKS.types)) !== 0) throw new Failure('The build failed: mend what tsc says above, then try again.');
  const sources = [
    'web-components/src',
    'web-components/vite.config.ts',
    'subgraphs/kernel/src/domain',
    'pnpm-lock.yaml',
  ];
  const bundle = path.join(root, 'web-components/dist/intyg.js');
  if (!existsSync(bundle) || Math.max(...sources.map(newest)) > statSync(bundle).mtimeMs) {
    const vite = ['vite', 'build', '--logLevel', 'warn'];
    if ((await run(vite, { cwd: path.join(root, 'web-components') })) !== 0)
      throw new Failure('The elements could not be bundled: mend what vite says above, then try again.');
  }
  tell(`built in ${seconds(began)}`);
}

/** When the newest file in it changed, milliseconds since 1970. */
function newest(name) {
  const place = path.join(root, name);
  const status = statSync(place);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(place).map((entry) => newest(path.join(name, entry))));
}

/** The exit code: 0 when every check passes. What a failing one says is shown, each is named with its time. */
async function check(names) {
  const unknown = names.find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown) throw new Failure(`There is no check ${unknown}, only ${Object.keys(CHECKS).join(', ')}.`);
  const wanted = Object.keys(CHECKS).filter((name) => names.length === 0 || names.includes(name));
  const codes = [];
  for (const name of wanted) {
    const began = performance.now();
    let said = '';
    const code = await run(CHECKS[name], { capture: (text) => (said += text) });
    codes.push(code);
    if (code !== 0) tell(said.trimEnd());
    tell(`check ${name.padEnd(8)} ${code === 0 ? 'ok    ' : 'FAILED'} ${seconds(began)}`);
  }
  return codes.some((code) => code !== 0) ? 1 : 0;
}

/** The tools and the packages. What is started from here has them, and need not look again. */
async function prepare() {
  const { folder, remember } = tools();
  env.PATH = [path.join(root, 'node_modules/.bin'), folder, process.env.PATH].join(path.delimiter);
  await install();
  remember();
  env.INTYGSGRAF_READY = 'yes';
}

async function main([name = 'start', ...args]) {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Failure(`There is no ${name}, only ${Object.keys(COMMANDS).join(', ')}.`);
  if (process.platform === 'win32') throw new Failure('Windows: please run it in WSL (Windows Subsystem for Linux).');
  if (env.INTYGSGRAF_READY !== 'yes') await prepare();
  return command(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Failure ? `\n${error.message}` : error);
  process.exitCode = 1;
}
