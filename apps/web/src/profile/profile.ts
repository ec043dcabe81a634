import type { Schemas } from '@app/client';

/** What somebody says of themselves. It stays in the page. */
export interface Profile {
  readonly jobs: readonly Job[];
  readonly ratings: readonly Rating[];
}

export interface Job {
  readonly code: string;
  readonly title: string;
}

export interface Rating {
  readonly elementId: string;
  readonly name: string;
  readonly level: number;
}

export const emptyProfile: Profile = { jobs: [], ratings: [] };

/** As many as the service takes. */
export const mostJobs = 20;

export function isEmpty(profile: Profile): boolean {
  return profile.jobs.length === 0 && profile.ratings.length === 0;
}

export function withJob(profile: Profile, job: Job): Profile {
  if (profile.jobs.some(({ code }) => code === job.code) || profile.jobs.length >= mostJobs) return profile;
  return { ...profile, jobs: [...profile.jobs, job] };
}

export function withoutJob(profile: Profile, code: string): Profile {
  return { ...profile, jobs: profile.jobs.filter((job) => job.code !== code) };
}

export function withRating(profile: Profile, rating: Rating): Profile {
  return { ...profile, ratings: [...withoutRating(profile, rating.elementId).ratings, rating] };
}

export function withoutRating(profile: Profile, elementId: string): Profile {
  return { ...profile, ratings: profile.ratings.filter((rating) => rating.elementId !== elementId) };
}

/** As the service is asked about a person. */
export function asPerson(profile: Profile): Schemas['PersonSourceDto'] {
  return {
    occupations: profile.jobs.map(({ code }) => code),
    ratings: profile.ratings.map(({ elementId, level }) => ({ element_id: elementId, level })),
  };
}

/** Reads what was stored, perhaps by another version of the page, or by somebody's hand: all of it fits, or nothing. */
export function readProfile(stored: string | null): Profile | null {
  if (stored === null) return null;
  try {
    const read = JSON.parse(stored) as Partial<Profile> | null;
    const jobs = read?.jobs;
    const ratings = read?.ratings;
    if (!Array.isArray(jobs) || !Array.isArray(ratings)) return null;
    return jobs.every(isJob) && ratings.every(isRating) && jobs.length <= mostJobs ? { jobs, ratings } : null;
  } catch {
    return null;
  }
}

function isJob(value: unknown): value is Job {
  return isRecord(value) && typeof value.code === 'string' && typeof value.title === 'string';
}

function isRating(value: unknown): value is Rating {
  if (!isRecord(value) || typeof value.elementId !== 'string' || typeof value.name !== 'string') return false;
  return typeof value.level === 'number' && value.level >= 0 && value.level <= 7;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
