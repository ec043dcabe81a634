import { answerOf, ServiceProblem, type Schemas } from '@app/client';
import { service, session } from '../service/session';
import type { Origin, UnlockAnswer } from '../elsewhere/origin';
import { asPerson, type Profile } from './profile';

type PersonAnalysis = Schemas['PersonAnalysisDto'];

export async function analysisOf(profile: Profile, to: string, signal: AbortSignal): Promise<PersonAnalysis> {
  const analysis = await answerOf(
    service.POST('/api/v1/gap-analysis', {
      body: { from: asPerson(profile), to, include: 'all', estimates: 'on' },
      signal,
    }),
  );
  // The client's types, not its answers, lack what is always null: a person's code and title.
  return analysis as PersonAnalysis;
}

export function questionsFor(profile: Profile, to: string, signal: AbortSignal): Promise<Schemas['QuestionnaireDto']> {
  return answerOf(
    service.POST('/api/v1/questionnaire', { body: { from: asPerson(profile), to, estimates: 'on' }, signal }),
  );
}

/** A person as where the rankings start from. */
export function personAsOrigin(profile: Profile): Origin {
  const from = asPerson(profile);
  return {
    name: `person ${JSON.stringify(from)}`,
    kinds: ['moves'],
    async ranking(_, signal) {
      const found = await posted<Moves>('/api/v1/moves', { from, estimates: 'on', limit: 20 }, signal);
      const { moves, compared, eligible } = found;
      return { rows: moves, compared, eligible, ownZone: found.from.job_zone, title: null, estimated: false };
    },
    unlocks: (signal) => posted<UnlockAnswer>('/api/v1/unlocks', { from, estimates: 'on', pool: 'near' }, signal),
  };
}

type Moves = Pick<Schemas['MovesDto'], 'moves' | 'compared' | 'eligible'> & { readonly from: Schemas['PersonDto'] };

async function posted<Answer>(path: string, body: unknown, signal: AbortSignal): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json', ...(session.key !== null && { 'X-API-Key': session.key }) };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw ServiceProblem.from(response, answer);
  return answer as Answer;
}
