import { answerOf, type Schemas } from '@app/client';
import { service } from '../service/session';
import type { Ranked } from './sorting';

export type Kind = 'moves' | 'similar';

export interface Ranking {
  readonly rows: readonly Ranked[];
  readonly compared: number;
  /** How many keep to the limits; null where there are none. */
  readonly eligible: number | null;
  readonly ownZone: number | null;
  readonly title: string | null;
  readonly estimated: boolean;
}

export type UnlockAnswer = Pick<Schemas['UnlocksDto'], 'pool' | 'unlocks'>;

/** Where somebody comes from, as far as the rankings are asked about it: an occupation, or a person. */
export interface Origin {
  /** Tells one origin from another. */
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly ranking: (kind: Kind, signal: AbortSignal) => Promise<Ranking>;
  readonly unlocks: (signal: AbortSignal) => Promise<UnlockAnswer>;
}

const limit = 20;

export function occupationAsOrigin(code: string): Origin {
  const path = { code };
  return {
    name: code,
    kinds: ['moves', 'similar'],
    async ranking(kind, signal) {
      const params = { path, query: { estimates: 'on', limit } } as const;
      if (kind === 'moves') {
        const found = await answerOf(service.GET('/api/v1/occupations/{code}/moves', { params, signal }));
        return { ...about(found), rows: found.moves, eligible: found.eligible };
      }
      const found = await answerOf(service.GET('/api/v1/occupations/{code}/similar', { params, signal }));
      return { ...about(found), rows: found.similar, eligible: null };
    },
    unlocks: (signal) =>
      answerOf(
        service.GET('/api/v1/occupations/{code}/unlocks', {
          params: { path, query: { estimates: 'on', pool: 'near' } },
          signal,
        }),
      ),
  };
}

function about({ occupation, compared }: Schemas['MovesDto'] | Schemas['SimilarOccupationsDto']) {
  return {
    compared,
    ownZone: occupation.job_zone,
    title: occupation.title,
    estimated: occupation.basis === 'estimated',
  };
}
