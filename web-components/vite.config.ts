import { defineConfig } from 'vite';

/** One module for a script tag, Lit included. The modules for npm come from `tsc -b`. */
export default defineConfig({
  build: {
    target: 'es2022',
    emptyOutDir: false,
    sourcemap: true,
    modulePreload: false,
    // Not `lib`: a library keeps its white space, and this file is fetched by every journal.
    rolldownOptions: {
      input: 'src/index.ts',
      preserveEntrySignatures: 'strict',
      // Lit is one package with parts: what is not used, its templates for one, stays out.
      treeshake: { moduleSideEffects: (id) => !id.includes('node_modules') },
      output: { entryFileNames: 'intyg.js' },
    },
  },
});
