import type { IncomingMessage } from 'node:http';
import { errorReply, type Reply } from './replies';

/** The model that a request is for. */
export interface Resource {
  readonly project: string;
  readonly location: string;
  readonly model: string;
}

const PATH =
  /^\/v1\/projects\/(?<project>[^/]+)\/locations\/(?<location>[^/]+)\/publishers\/google\/models\/(?<model>[^/:]+):generateContent$/;

/** Undefined where a request is not for `generateContent` of anything. */
export function resourceOf({ method, url = '' }: IncomingMessage): Resource | undefined {
  const { project, location, model } = PATH.exec(url.split('?')[0] ?? '')?.groups ?? {};
  if (method !== 'POST' || !project || !location || !model) return undefined;
  return { project, location, model };
}

export function pathOf(resource: Resource): string {
  return `/v1/${nameOf(resource)}:generateContent`;
}

/** Why nobody may ask this model; undefined if it is the server's own. */
export function resourceRefusal(asked: Resource, own: Resource): Reply | undefined {
  if (asked.project !== own.project) {
    const resource = `//aiplatform.googleapis.com/${nameOf(asked)}`;
    const message = `Permission 'aiplatform.endpoints.predict' denied on resource '${resource}' (or it may not exist).`;
    return errorReply(403, message);
  }
  if (asked.location === own.location && asked.model === own.model) return undefined;
  const message = `Publisher Model \`${nameOf(asked)}\` was not found or your project does not have access to it.`;
  return errorReply(404, message);
}

function nameOf({ project, location, model }: Resource): string {
  return `projects/${project}/locations/${location}/publishers/google/models/${model}`;
}
