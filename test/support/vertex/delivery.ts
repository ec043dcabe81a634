import type { ServerResponse } from 'node:http';
import type { Fault } from './faults';
import { emptyReply, errorBody, errorReply, htmlReply, jsonReply, type Reply } from './replies';
import { hasLimits, type SchemaNode } from './schema';

const TOO_MANY_STATES = 'The specified schema produces a constraint that has too many states for serving.';

/** What is sent instead of an answer; undefined where there is to be one. */
export function replyInstead(fault: Fault | undefined, schema: SchemaNode | undefined): Reply | undefined {
  switch (fault?.kind) {
    case 'schema-refused':
      return schema && hasLimits(schema) ? schemaRefusal(fault) : undefined;
    case 'status':
      return statusReply(fault);
    case 'html-in-200':
      return htmlReply(200);
    case 'empty-object':
      return jsonReply(200, {});
    default:
      return undefined;
  }
}

/** Sends a reply, damaged on its way as the fault says. */
export function deliver({ status, contentType, body }: Reply, response: ServerResponse, fault?: Fault): void {
  if (fault?.kind === 'reset') return void response.destroy();
  const bytes = Buffer.from(fault?.kind === 'broken-json' ? body.slice(0, body.length / 2) : body);
  response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length });
  if (fault?.kind === 'cut') response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  else if (fault?.kind === 'hang-after-headers') response.flushHeaders();
  else response.end(bytes);
}

function schemaRefusal({ as }: Fault & { kind: 'schema-refused' }): Reply {
  if (as === 'internal error') return errorReply(500);
  return errorReply(400, as === 'too many states' ? TOO_MANY_STATES : undefined);
}

function statusReply({ status, as, retryDelaySeconds }: Fault & { kind: 'status' }): Reply {
  const retryInfo = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryDelaySeconds ?? 0}s` };
  const error = errorBody(status, undefined, retryDelaySeconds === undefined ? [] : [retryInfo]);
  switch (as) {
    case 'html':
      return htmlReply(status);
    case 'empty':
      return emptyReply(status);
    case 'no-error-key':
      return jsonReply(status, { message: `The request was answered with ${status}.` });
    case 'array':
      return jsonReply(status, [error]);
    case undefined:
      return jsonReply(status, error);
  }
}
