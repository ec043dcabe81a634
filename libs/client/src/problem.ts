import type { components } from './schema';

export type Problem = components['schemas']['ProblemDto'];

/** The service's answer to a request that it does not fulfil; `code` is stable. */
export class ServiceProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    /** Seconds to wait before asking again, where the service says so. */
    readonly retryAfter: number | null,
  ) {
    super(problem?.detail ?? `The service answered with status ${status}.`);
    this.name = 'ServiceProblem';
  }

  static from(response: Response, body: unknown): ServiceProblem {
    return new ServiceProblem(response.status, isProblem(body) ? body : null, secondsOf(response));
  }

  get code(): Problem['code'] | null {
    return this.problem?.code ?? null;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

// A proxy in between may give a date instead; then the client waits as if nothing was said.
function secondsOf(response: Response): number | null {
  const value = response.headers.get('Retry-After');
  return value !== null && /^\d+$/.test(value) ? Number(value) : null;
}
