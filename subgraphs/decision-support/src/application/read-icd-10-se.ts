import { CommandError, endsWithLineBreak, faulty, readTable, UnknownFormError } from '@intygsgraf/kernel/server';
import path from 'node:path';
import type { DiagnosisRecord } from '../domain/diagnosis.ts';
import { readRegisterRow, type RegisterForm, registerFormOf } from '../domain/icd-10-se-file.ts';

/** What files of a register hold. */
export interface ReadRegister {
  readonly records: readonly DiagnosisRecord[];
  /** Rows that are no diagnosis, by what they are. */
  readonly leftOut: Readonly<Record<string, number>>;
}

const TAB = '\t';

async function formOf(file: string): Promise<RegisterForm> {
  for await (const { cells } of readTable(file, { delimiter: TAB, quote: false })) {
    const form = registerFormOf(cells);
    if (form) return form;
    break;
  }
  throw new UnknownFormError(
    `${path.basename(file)} is in no form of ICD-10-SE that is known (--help tells which are).`,
  );
}

/**
 * Reads a register from one file or several (one for each length of code). Throws CommandError with every fault by file,
 * line and column, UnknownFormError.
 */
export async function readIcd10Se(files: readonly string[]): Promise<ReadRegister> {
  const found = new Map<string, { record: DiagnosisRecord; where: string }>();
  const leftOut: Record<string, number> = {};
  const faults: string[] = [];
  for (const file of files) {
    const form = await formOf(file);
    const name = path.basename(file);
    if (form.isClosed && !(await endsWithLineBreak(file)))
      throw new CommandError(`${name} does not end with a line break: it may be cut. Nothing changed.`);
    let isHeader = form.header !== null;
    for await (const { line, cells } of readTable(file, { delimiter: TAB, quote: form.quote })) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      const row = readRegisterRow(form, cells);
      const where = `${name}, line ${line}`;
      if ('leftOut' in row) leftOut[row.leftOut] = (leftOut[row.leftOut] ?? 0) + 1;
      else if ('fault' in row) faults.push(`${where}, column ${columnName(form, row.column)}: ${row.fault}`);
      else {
        const known = found.get(row.record.code);
        if (known) faults.push(`${where}, column ${columnName(form, 1)}: the code is on ${known.where} already`);
        else found.set(row.record.code, { record: row.record, where });
      }
    }
  }
  if (faults.length > 0) throw faulty('The register', faults);
  return { records: [...found.values()].map(({ record }) => record), leftOut };
}

const columnName = ({ header }: RegisterForm, column: number): string => {
  const name = header?.[column - 1];
  return name ? `${column} (${name})` : String(column);
};
