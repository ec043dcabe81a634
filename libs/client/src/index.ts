export * from './client';
export * from './problem';
export type { components, paths } from './schema';
