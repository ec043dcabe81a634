import type { LlmFailure } from '../provider/llm-failure';

/** The part of the setup that the operator has to look at. */
export interface Wrong {
  readonly what: 'credentials' | 'project' | 'location' | 'model' | 'host' | 'network' | 'quota' | 'request' | 'answer';
  readonly nextStep: string;
}

/** Locations that serve current models; single regions mostly do not. */
const USUAL_LOCATIONS: ReadonlySet<string> = new Set(['global', 'us', 'eu']);

/**
 * The part that a failed check points to, such as the project for a 403. Google answers alike to several mistakes:
 * where it does, the likeliest comes first.
 */
export function whatIsWrong({ kind, message }: LlmFailure, location: string): Wrong {
  switch (kind) {
    case 'AUTH':
      return / 403\b/.test(message) ? PROJECT : CREDENTIALS;
    case 'NOT_FOUND':
      return USUAL_LOCATIONS.has(location) ? MODEL : LOCATION;
    case 'MALFORMED':
      return HOST;
    case 'NETWORK':
      return /ENOTFOUND|EAI_|CERT/.test(message) ? HOST : NETWORK;
    case 'TIMEOUT':
    case 'UNAVAILABLE':
      return NETWORK;
    case 'RATE_LIMITED':
      return QUOTA;
    case 'INVALID_REQUEST':
      return REQUEST;
    case 'BLOCKED':
    case 'TRUNCATED':
    case 'EMPTY':
      return ANSWER;
  }
}

const CREDENTIALS: Wrong = {
  what: 'credentials',
  nextStep: 'Run "gcloud auth application-default login", or name a file in GOOGLE_APPLICATION_CREDENTIALS.',
};
const PROJECT: Wrong = {
  what: 'project',
  nextStep:
    'Look at VERTEX_PROJECT; in that project the account needs the role roles/aiplatform.user, and the API ' +
    'aiplatform.googleapis.com has to be enabled.',
};
const MODEL: Wrong = {
  what: 'model',
  nextStep: 'Look at LLM_MODEL: retired and misspelt models are answered like this.',
};
const LOCATION: Wrong = {
  what: 'location',
  nextStep:
    'Set VERTEX_LOCATION to global, us or eu: single regions do not serve current models. Else look at LLM_MODEL.',
};
const HOST: Wrong = {
  what: 'host',
  nextStep: 'Look at VERTEX_LOCATION, VERTEX_API_ENDPOINT and at proxies: no Vertex AI answers there.',
};
const NETWORK: Wrong = {
  what: 'network',
  nextStep: 'Try again; if it stays so, look at firewalls, at VERTEX_API_ENDPOINT and at LLM_TIMEOUT_SECONDS.',
};
const QUOTA: Wrong = { what: 'quota', nextStep: 'Try again later, or have the quota of the project raised.' };
const REQUEST: Wrong = {
  what: 'request',
  nextStep: 'Look at LLM_THINKING and LLM_MODEL: the model may not take what is asked of it.',
};
const ANSWER: Wrong = {
  what: 'answer',
  nextStep: 'Set LLM_THINKING=minimal or off if the model thinks for long; else take another LLM_MODEL.',
};
