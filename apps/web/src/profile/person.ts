import { answerOf, type Schemas } from '@app/client';
import { service } from '../service/session';
import { limit, stonesOf, type Origin } from '../elsewhere/origin';
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
      const body = { from, estimates: 'on', limit } as const;
      const found = await answerOf(service.POST('/api/v1/moves', { body, signal }));
      const { release, moves, compared, eligible } = found;
      return { release, rows: moves, compared, eligible, ownZone: found.from.job_zone, title: null, estimated: false };
    },
    unlocks: (signal) =>
      answerOf(service.POST('/api/v1/unlocks', { body: { from, estimates: 'on', pool: 'near' }, signal })),
    async stones(to, signal) {
      const body = { from, to, estimates: 'on' } as const;
      return { ...stonesOf(await answerOf(service.POST('/api/v1/paths', { body, signal }))), from: null };
    },
  };
}
