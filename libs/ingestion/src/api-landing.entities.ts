import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * Rows that O*NET Web Services sent when one occupation was asked for, as received, with when and from where. The newest
 * answer for an occupation and a table takes the place of the one before.
 */

@Entity('onet_occupations_api_landing')
export class OccupationApiLanding {
  @PrimaryColumn('varchar', { length: 10 }) onetSocCode: string;
  /** Id of the table in Web Services, such as `essential_skills`. */
  @PrimaryColumn('varchar', { length: 50 }) tableId: string;
  /** Place of the row in the answer; the first is 1. */
  @PrimaryColumn('int') position: number;
  /** The row as JSON. */
  @Column('text') content: string;
  @Column('varchar', { length: 10 }) apiVersion: string;
  /** The release that Web Services said they serve; null if they did not say. */
  @Column('varchar', { length: 20, nullable: true }) releaseName: string | null;
  @Column('datetime') receivedAt: Date;
}

@Entity('onet_ratings_api_landing')
export class RatingApiLanding {
  @PrimaryColumn('varchar', { length: 10 }) onetSocCode: string;
  @PrimaryColumn('varchar', { length: 50 }) tableId: string;
  @PrimaryColumn('int') position: number;
  @Column('text') content: string;
  @Column('varchar', { length: 10 }) apiVersion: string;
  @Column('varchar', { length: 20, nullable: true }) releaseName: string | null;
  @Column('datetime') receivedAt: Date;
}

/** A page of a table that a run fetched whole from Web Services; its rows lie in the landing table of their kind. */
@Entity('onet_api_pages')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_api_pages_run' })
export class ApiPage {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 50 }) tableId: string;
  /** Number of its first row in the table; the first of all is 1. */
  @PrimaryColumn('int') firstRow: number;
  @Column('int') rowCount: number;
  /** Rows of the whole table. */
  @Column('int') total: number;
  @Column('datetime') receivedAt: Date;
}

export const API_LANDING_ENTITIES = [OccupationApiLanding, RatingApiLanding, ApiPage];
