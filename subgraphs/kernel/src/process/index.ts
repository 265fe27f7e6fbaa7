/** What a process of the system needs that has neither tables nor a schema of its own: it loads no more. */
export * from '../server/bus.ts';
export * from '../server/environment.ts';
export * from '../server/format-error.ts';
export * from '../server/listen-on.ts';
export * from '../server/log.ts';
export * from '../server/metrics.ts';
export * from '../server/nats.ts';
export * from '../server/service-token.ts';
export * from '../server/standing-client.ts';
export * from '../server/start.ts';
export * from '../server/subgraph-client.ts';
export * from '../server/take-down.ts';
export * from '../server/trace.ts';
export * from '../server/under-way.ts';
