import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { explainDatabaseError } from '@app/database';
import { In, Repository } from 'typeorm';
import { Release } from './release.entity';

/** Knows the releases in the database. */
@Injectable()
export class ReleasesService {
  constructor(@InjectRepository(Release) private readonly repository: Repository<Release>) {}

  /** All releases that are not being built or discarded, newest first. */
  async list(): Promise<Release[]> {
    return this.ask(this.repository.find({ where: { status: In(['published', 'failed']) }, order: { id: 'DESC' } }));
  }

  async findCurrent(): Promise<Release | null> {
    return this.ask(this.repository.findOneBy({ isCurrent: true }));
  }

  /**
   * To be called when a release was read whole: one that was superseded meanwhile may have been swept under the reader.
   * @throws Error
   */
  async assertStillPublished(release: Pick<Release, 'id' | 'name'>): Promise<void> {
    if (await this.isPublished(release)) return;
    throw new Error(`release ${release.name} was superseded and swept while it was read`);
  }

  async isPublished({ id }: Pick<Release, 'id'>): Promise<boolean> {
    return this.ask(this.repository.existsBy({ id, status: 'published' }));
  }

  /** In the words of the service where the database is at fault. */
  explain(cause: unknown): unknown {
    return explainDatabaseError(this.repository.manager.dataSource, cause);
  }

  private async ask<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((cause: unknown) => {
      throw this.explain(cause);
    });
  }
}
