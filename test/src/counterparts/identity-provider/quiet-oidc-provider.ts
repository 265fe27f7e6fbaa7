/**
 * oidc-provider, without its greeting: on a Node that is not (yet) a long-term release it warns on the console as soon
 * as it is imported, and the demo's console is for whoever runs the demo.
 */
const { warn } = console;
console.warn = (...words: unknown[]) => {
  if (!String(words[0]).includes('oidc-provider WARNING')) warn(...words);
};
export const { Provider, errors } = await import('oidc-provider');
console.warn = warn;
