/**
 * Who may import whom. Every rule says why, and what to do instead; test/src/contract/check.test.ts plants a violation
 * and sees it caught, because a cruise that reads no TypeScript would find nothing and pass.
 */

/** From the inside out: a layer may use those before it. The last are doors, which stand beside one another. */
const LAYERS = ['domain', 'database', 'application', '(?:graphql|soap|cds-hooks)'];
const layer = (name) => `^subgraphs/([^/]+)/src/${name}/`;
const TEST = '[.]test[.]ts$|/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'A domain rule imports its own domain and the kernel’s: no framework, no clock, no I/O. Pass those in.',
      severity: 'error',
      from: { path: layer('domain'), pathNot: TEST },
      to: { pathNot: '^subgraphs/($1|kernel)/src/domain/' },
    },
    ...LAYERS.slice(0, -1).map((name, place) => ({
      name: `${name}-knows-nothing-above`,
      comment: `${name}/ may use only ${LAYERS.slice(0, place + 1).join(', ')}. Move the code down, or call it from above.`,
      severity: 'error',
      from: { path: layer(name), pathNot: TEST },
      to: { path: `^subgraphs/$1/src/(?:${LAYERS.slice(place + 1).join('|')})/` },
    })),
    {
      name: 'layers-know-no-door',
      comment:
        'server.ts, main.ts and index.ts put the layers together; a layer that needs them has it upside down. Take it as an argument.',
      severity: 'error',
      from: { path: layer(`(?:${LAYERS.join('|')}|types)`), pathNot: TEST },
      to: { path: '^subgraphs/$1/src/[^/]+[.]ts$' },
    },
    {
      name: 'resolvers-go-through-use-cases',
      comment:
        'A door calls application/; only application/ touches the tables. Write a use case, or use one that is there.',
      severity: 'error',
      from: { path: layer('(?:graphql|soap|cds-hooks)'), pathNot: TEST },
      to: { path: '^subgraphs/$1/src/database/' },
    },
    {
      name: 'certificate-types-are-data',
      comment:
        'A certificate type is one file of values. What it needs to compute belongs into domain/, for all types.',
      severity: 'error',
      from: { path: '^subgraphs/certificates/src/types/', pathNot: TEST },
      to: { pathNot: '^subgraphs/(?:certificates/src/(?:types|domain)|kernel/src/domain)/' },
    },
    {
      name: 'subgraphs-meet-in-the-graph',
      comment: 'A subgraph asks another one over the network (@key, or a call to its left), never by import.',
      severity: 'error',
      from: { path: '^subgraphs/(?!kernel/)([^/]+)/' },
      to: { path: '^(?:subgraphs/(?!$1/|kernel/)|gateway/|web-components/|test/)' },
    },
    {
      name: 'kernel-knows-nobody',
      comment: 'The kernel is what two or more agree on. What knows a subgraph belongs to that subgraph.',
      severity: 'error',
      from: { path: '^subgraphs/kernel/' },
      to: { path: '^(?:subgraphs/(?!kernel/)|gateway/|web-components/|test/)' },
    },
    {
      name: 'gateway-knows-only-the-kernel',
      comment:
        'The gateway knows the subgraphs by their schemas and addresses, and loads no database. A domain word in it belongs to a subgraph.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(?:subgraphs/(?!kernel/)|subgraphs/kernel/src/server/index[.]ts|web-components/|test/)' },
    },
    {
      name: 'browser-takes-only-kernel-domain',
      comment:
        'What runs in a page is small and has no Node: of ours it may take kernel/domain, nothing else. Ask the graph.',
      severity: 'error',
      from: { path: '^web-components/src/', pathNot: TEST },
      to: { path: '^(?:subgraphs/(?!kernel/src/domain/)|gateway/|test/)' },
    },
    {
      name: 'no-node-in-the-browser',
      comment: 'A page has no node: modules. Use what the web platform has.',
      severity: 'error',
      from: { path: '^web-components/src/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-by-their-door',
      comment: 'Of another package only what its index.ts says is meant for others. Export it there, if it is.',
      severity: 'error',
      from: { path: '^(subgraphs/[^/]+|gateway|web-components|test)/' },
      to: {
        path: '^(?:subgraphs/[^/]+|gateway|web-components)/src/',
        pathNot: [
          '^$1/',
          '/src/index[.]ts$',
          '^subgraphs/certificates/src/rules[.]ts$',
          '^subgraphs/kernel/src/(?:domain|process|server)/index[.]ts$',
        ],
      },
    },
    {
      name: 'no-tests-in-production',
      comment: 'What ships holds nothing of the tests. Move what both need into the package itself.',
      severity: 'error',
      from: { pathNot: [TEST, '^test/'] },
      to: { path: [TEST, '^test/'] },
    },
    {
      name: 'no-tools-in-production',
      comment: 'What ships is installed without devDependencies. Make it a dependency, or import only its types.',
      severity: 'error',
      from: { path: '^(?:subgraphs|gateway|web-components)/', pathNot: [TEST, '[.]config[.]ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'no-circles',
      comment:
        'Two files that import each other are one file, or there is a third in them. Types may: they are gone when it runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere: add the package to the dependencies, or mend the path.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:[^/]+|subgraphs/[^/]+)/dist/|^test/src/demo/journal/public/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
