import { defineConfig } from 'vite';

/** One module for a script tag, Lit included. The modules for npm come from `tsc -b`. */
export default defineConfig({
  plugins: [
    {
      name: 'styles-without-white-space',
      transform(code, id) {
        if (!id.endsWith('.styles.ts')) return;
        return { code: code.replace(/\s+/g, ' ').replace(/ ?([{};]) ?|([:,]) /g, '$1$2'), map: null };
      },
    },
  ],
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
