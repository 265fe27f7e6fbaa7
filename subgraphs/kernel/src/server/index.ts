import 'reflect-metadata';

export * from './access-log.ts';
export * from './bus.ts';
export * from './commands.ts';
export * from './database.ts';
export * from './directory.ts';
export * from './environment.ts';
export * from './format-error.ts';
export * from './log.ts';
export * from './mutation.ts';
export * from './queue.ts';
export * from './request.ts';
export * from './serve.ts';
export * from './service-token.ts';
export * from './start.ts';
export * from './subgraph-client.ts';
export * from './subgraph-schema.ts';
export * from './table-file.ts';
