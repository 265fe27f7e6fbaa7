import { z } from 'zod';
import { persons } from '../../demo/data/persons.ts';
import { portVariable, runAsProcess } from '../run-as-process.ts';
import { startPersonService } from './person-service.ts';

const environment = z.object({ PORT: portVariable, PERSONS_FILE: z.string().optional() }).parse(process.env);
const { PORT: port, PERSONS_FILE: file } = environment;
await runAsProcess(startPersonService({ persons, port, ...(file && { file }) }));
