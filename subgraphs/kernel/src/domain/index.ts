export * from './calendar.ts';
export * from './criterion.ts';
export * from './delivery.ts';
export * from './domain-error.ts';
export * from './identifiers.ts';
export * from './protection.ts';
export * from './role.ts';
export * from './texts.ts';
