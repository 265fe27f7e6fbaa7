import init, { TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler';
import { readFile } from 'node:fs/promises';
import { workerData } from 'piscina';

/** Regular and semibold of the text's font; the others stand in for letters that it lacks. */
const FONTS = [
  'source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  'source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
];
const fileOfLayout = (name: string): string => `/${name}.typ`;
/** Of the compiler's diagnostics: none; they would quote what somebody wrote. */
const NO_DIAGNOSTICS = 1;

const fileOf = (specifier: string): Promise<Buffer> => readFile(new URL(import.meta.resolve(specifier)));

await init({ module_or_path: await fileOf('@myriaddreamin/typst-ts-web-compiler/wasm') });
const builder = new TypstCompilerBuilder();
// neither files nor packages: nothing but what is given here is read
builder.set_dummy_access_model();
for (const font of FONTS) await builder.add_raw_font(await fileOf(`@expo-google-fonts/${font}`));
const compiler = await builder.build();
for (const [name, source] of Object.entries(workerData as Readonly<Record<string, string>>))
  compiler.add_source(fileOfLayout(name), source);

/** The bytes of a print that is given as JSON, in a layout. Runs in a thread of its own. */
export default function typeset({ layout, print }: { layout: string; print: string }): Uint8Array {
  const { result } = compiler.compile(fileOfLayout(layout), [['print', print]], 'pdf', NO_DIAGNOSTICS) as {
    result?: Uint8Array;
  };
  if (!result) throw new Error('a print could not be set');
  return result;
}
