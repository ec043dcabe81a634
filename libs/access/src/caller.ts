import type { Scope } from './scope';

/** Whose key a request showed. */
export interface Caller {
  /** Of the key, as logs and limits know it; never the key itself. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: never. */
  readonly expiresAt: Date | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until a valid key was seen. */
    caller: Caller | null;
  }
}
