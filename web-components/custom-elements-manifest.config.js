/**
 * What tools of a host read about the elements: `npm run manifest` writes it, a test compares. The sources are read, and
 * the modules that the package ships are named.
 */
const shipped = (path) => path?.replace(/^\/?src\//, 'dist/modules/').replace(/\.ts$/, '.js');

const isForHosts = ({ privacy, static: isStatic }) => !isStatic && privacy !== 'private' && privacy !== 'protected';

/** The analyzer takes inner state of Lit's for attributes, and the name of a variable for an event. */
function forHosts(element) {
  const { members = [], attributes = [], events = [] } = element;
  const hidden = new Set(members.filter((member) => !isForHosts(member)).map(({ name }) => name));
  element.members = members.filter(isForHosts);
  element.attributes = attributes.filter(({ fieldName }) => !hidden.has(fieldName));
  element.events = events.filter(({ name }) => name.startsWith('intyg-'));
}

export default {
  globs: ['src/case-badge/case-badge.ts', 'src/define.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [
    {
      name: 'as-shipped',
      packageLinkPhase({ customElementsManifest }) {
        for (const module of customElementsManifest.modules) {
          module.path = shipped(module.path);
          for (const part of [...(module.declarations ?? []), ...(module.exports ?? [])]) {
            if (part.declaration) part.declaration.module = shipped(part.declaration.module);
            if (part.customElement) forHosts(part);
          }
        }
      },
    },
  ],
};
