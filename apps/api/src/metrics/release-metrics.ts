import { Injectable } from '@nestjs/common';
import { ServedRelease } from '@app/releases';
import { PROFILES, type ProfileIndex } from '@app/skills';
import { Registry } from 'prom-client';
import { addGauge, addGauges, secondsOf, secondsSince } from './readings';

/** The release that this process serves, and the index that it serves it from. */
@Injectable()
export class ReleaseMetrics {
  constructor(
    registry: Registry,
    private readonly served: ServedRelease,
  ) {
    addGauges(
      registry,
      { name: 'release_info', help: '1 for the release that is served.', labelNames: ['release', 'checksum'] },
      () => {
        const { index } = this;
        return index ? [[{ release: index.release.name, checksum: index.release.checksum }, 1]] : [];
      },
    );
    addGauge(registry, 'release_published_timestamp_seconds', 'When the release that is served was published.', () =>
      nullOr(this.publishedAt, secondsOf),
    );
    addGauge(registry, 'release_age_seconds', 'Time since the release that is served was published.', () =>
      nullOr(this.publishedAt, secondsSince),
    );
    addGauge(registry, 'release_poll_failing', '1 while newer releases cannot be looked for or loaded.', () =>
      Number(this.served.lastProblem !== null),
    );
    addGauge(registry, 'index_occupations', 'Occupations in the index.', () => this.index?.occupationCount ?? 0);
    addGauge(registry, 'index_skills', 'Skills in the index.', () => this.index?.skills.length ?? 0);
    addGauge(registry, 'index_bytes', 'Memory that the ratings in the index take.', () => this.index?.byteLength ?? 0);
    addGauge(registry, 'index_loaded_timestamp_seconds', 'When the index was read from the database.', () =>
      nullOr(this.served.loadedAt, secondsOf),
    );
    addGauge(registry, 'index_age_seconds', 'Time since the index was read from the database.', () =>
      nullOr(this.served.loadedAt, secondsSince),
    );
  }

  private get index(): ProfileIndex | null {
    return this.served.isLoaded ? this.served.current.get(PROFILES) : null;
  }

  private get publishedAt(): Date | null {
    return this.served.known.find(({ id }) => id === this.index?.release.id)?.publishedAt ?? null;
  }
}

function nullOr(time: Date | null, read: (time: Date) => number): number | null {
  return time && read(time);
}
