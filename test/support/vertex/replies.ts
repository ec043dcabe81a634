import { STATUS_CODES } from 'node:http';

/** What is sent. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** The model's part in it; null where no model was asked. */
  readonly generation: Generation | null;
}

export interface Generation {
  /** Null where the reply tells none. */
  readonly responseId: string | null;
  /** What is billed, whether or not the reply says so; those of thinking are output. */
  readonly promptTokens: number;
  readonly outputTokens: number;
}

const ERRORS = {
  400: ['INVALID_ARGUMENT', 'Request contains an invalid argument.'],
  401: ['UNAUTHENTICATED', 'Request had invalid authentication credentials. Expected OAuth 2 access token.'],
  403: ['PERMISSION_DENIED', "Permission 'aiplatform.endpoints.predict' denied on resource (or it may not exist)."],
  404: ['NOT_FOUND', 'Publisher Model was not found or your project does not have access to it.'],
  429: ['RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.'],
  499: ['CANCELLED', 'The operation was cancelled.'],
  500: ['INTERNAL', 'Internal error encountered.'],
  503: ['UNAVAILABLE', 'The service is currently unavailable.'],
  504: ['DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'],
} as const;

export type ErrorStatus = keyof typeof ERRORS;

/** What Google's API says of an error. */
export function errorBody(code: ErrorStatus, message?: string, details: readonly object[] = []): object {
  const [status, usual] = ERRORS[code];
  return { error: { code, message: message ?? usual, status, ...(details.length > 0 && { details }) } };
}

export function errorReply(status: ErrorStatus, message?: string): Reply {
  return jsonReply(status, errorBody(status, message));
}

/** The page of Google's front end, for those that it has no service for or whose service is away. */
export function htmlReply(status: number): Reply {
  const title = `Error ${status} (${STATUS_CODES[status] ?? 'Error'})!!1`;
  const head = `<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>${title}</title>\n`;
  const body = `${head}  <p><b>${status}.</b> <ins>That’s an error.</ins>\n</html>\n`;
  return { status, contentType: 'text/html; charset=UTF-8', body, generation: null };
}

export function emptyReply(status: number): Reply {
  return { status, contentType: 'text/html; charset=UTF-8', body: '', generation: null };
}

export function jsonReply(status: number, content: unknown, generation: Generation | null = null): Reply {
  const body = JSON.stringify(content, null, 2);
  return { status, contentType: 'application/json; charset=UTF-8', body, generation };
}
