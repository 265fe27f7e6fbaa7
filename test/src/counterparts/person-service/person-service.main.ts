import { z } from 'zod';
import { persons } from '../../demo/data/persons.ts';
import { portVariable, runAsProcess } from '../run-as-process.ts';
import { startPersonService } from './person-service.ts';

const { PORT: port } = z.object({ PORT: portVariable }).parse(process.env);
await runAsProcess(startPersonService({ persons, port }));
