import { answerOf, type Schemas } from '@app/client';
import { service } from '../service/session';
import type { Ranked } from './sorting';

export type Kind = 'moves' | 'similar';

export interface Ranking {
  readonly release: string;
  readonly rows: readonly Ranked[];
  readonly compared: number;
  /** How many keep to the limits; null where there are none. */
  readonly eligible: number | null;
  readonly ownZone: number | null;
  readonly title: string | null;
  readonly estimated: boolean;
}

export type UnlockAnswer = Pick<Schemas['UnlocksDto'], 'pool' | 'unlocks'>;

export interface Stones {
  /** What the start is called; null for a person. */
  readonly from: string | null;
  readonly to: string;
  readonly direct: Schemas['PathsDto']['direct'];
  readonly paths: readonly Path[];
  readonly obstacles: Schemas['PathsDto']['obstacles'];
}

export interface Path {
  /** The occupations on the way, the last one being where to go. */
  readonly steps: readonly { readonly title: string; readonly shortfall: number | null }[];
}

/** Where somebody comes from, as far as the rankings are asked about it: an occupation, or a person. */
export interface Origin {
  /** Tells one origin from another. */
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly ranking: (kind: Kind, signal: AbortSignal) => Promise<Ranking>;
  readonly unlocks: (signal: AbortSignal) => Promise<UnlockAnswer>;
  readonly stones: (to: string, signal: AbortSignal) => Promise<Stones>;
}

export const limit = 20;

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
    async stones(to, signal) {
      const params = { query: { from: code, to, estimates: 'on' } } as const;
      const found = await answerOf(service.GET('/api/v1/paths', { params, signal }));
      return { ...stonesOf(found), from: found.from.title };
    },
  };
}

type FoundPaths = Pick<Schemas['PathsDto'], 'to' | 'direct' | 'obstacles'> & {
  readonly paths: readonly (
    | (Pick<Schemas['PathDto'], 'stops'> & {
        readonly steps: readonly Pick<Schemas['PathStepDto'], 'to' | 'shortfall'>[];
      })
    | null
  )[];
};

/** Paths by the titles of what they lead over. */
export function stonesOf({ to, direct, obstacles, paths }: FoundPaths): Omit<Stones, 'from'> {
  const found = paths.filter((path) => path !== null);
  return {
    to: to.title,
    direct,
    obstacles,
    paths: found.map(({ stops, steps }) => {
      const titles = new Map([...stops, to].map(({ code, title }) => [code, title]));
      return { steps: steps.map((step) => ({ title: titles.get(step.to) ?? step.to, shortfall: step.shortfall })) };
    }),
  };
}

function about({ release, occupation, compared }: Schemas['MovesDto'] | Schemas['SimilarOccupationsDto']) {
  return {
    release,
    compared,
    ownZone: occupation.job_zone,
    title: occupation.title,
    estimated: occupation.basis === 'estimated',
  };
}
