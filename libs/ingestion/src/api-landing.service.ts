import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { kindOfFile, type OnetSocCode, type ReleaseName } from '@app/onet';
import type { Rejection } from '@app/runs';
import { DataSource, type EntityManager } from 'typeorm';
import { OccupationApiLanding, RatingApiLanding } from './api-landing.entities';
import { findFieldFault } from './files/read-table';
import { landedRow, type LandedRow } from './landing-tables';
import { fieldsOf } from './web-services/row-fields';
import type { ApiRow, TableRows } from './web-services/web-services';
import { unusableAnswer } from './web-services/web-services.errors';

/** MySQL's text column holds 65,535 bytes; an official row has 1,500 at most. */
const MAX_ROW_BYTES = 60_000;

/** The rows that Web Services sent for one occupation. */
export interface OccupationAnswer {
  readonly onetSocCode: OnetSocCode;
  readonly apiVersion: string;
  readonly releaseName: ReleaseName | null;
  readonly receivedAt: Date;
  /** Each table that sent rows. */
  readonly occupations: readonly TableRows[];
  /** On whichever domains: the id of a table tells. */
  readonly ratings: readonly TableRows[];
}

type Section = 'occupations' | 'ratings';

const SECTIONS: readonly Section[] = ['occupations', 'ratings'];
const ENTITIES = { occupations: OccupationApiLanding, ratings: RatingApiLanding } as const;
const SHAPES = { occupations: 'occupation', ratings: 'rating' } as const;

type ShapeIn<S extends Section> = (typeof SHAPES)[S];

/** Landed rows of one section, and those that have no shape. */
export interface LandedRows<S extends Section> {
  readonly rows: readonly LandedRow<ShapeIn<S>>[];
  readonly misshapen: readonly Rejection[];
}

/** Keeps what Web Services sent for single occupations, as received. */
@Injectable()
export class ApiLandingService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Stores an answer whole. Of each kind of table that it has rows of, it replaces what landed earlier.
   * @throws OnetUnavailableError if a row is too long to be one
   */
  async store(answer: OccupationAnswer): Promise<void> {
    const { onetSocCode } = answer;
    const { apiVersion, releaseName, receivedAt } = answer;
    const origin = { onetSocCode, apiVersion, releaseName, receivedAt };
    await this.dataSource.transaction(async (manager) => {
      for (const section of SECTIONS) {
        const rows = answer[section].flatMap((table) => toLanding(table).map((row) => ({ ...origin, ...row })));
        if (rows.length === 0) continue;
        const entity = ENTITIES[section];
        const landed = await manager.findBy<OccupationApiLanding>(entity, { onetSocCode });
        await manager.upsert<OccupationApiLanding>(entity, rows, ['onetSocCode', 'tableId', 'position']);
        // Only rows that are there: on MySQL, deleting where nothing is locks the gap, and completions deadlock.
        for (const { tableId, position } of replacedBy(rows, landed)) {
          await manager.delete(entity, { onetSocCode, tableId, position });
        }
      }
    });
  }

  /** The landed rows of an occupation as files would have landed them. */
  async read<S extends Section>(manager: EntityManager, section: S, onetSocCode: OnetSocCode): Promise<LandedRows<S>> {
    const shape: ShapeIn<S> = SHAPES[section];
    const landed = await manager.find<OccupationApiLanding>(ENTITIES[section], {
      where: { onetSocCode },
      order: { tableId: 'ASC', position: 'ASC' },
    });
    const rows: LandedRow<ShapeIn<S>>[] = [];
    const misshapen: Rejection[] = [];
    for (const { tableId, position, content } of landed) {
      const fields = fieldsOf(shape, JSON.parse(content) as ApiRow);
      const reason = findFieldFault(fields);
      if (reason === null) rows.push(landedRow<ShapeIn<S>>(shape, tableId, position, fields));
      else misshapen.push({ fileName: tableId, line: position, column: null, value: content, reason });
    }
    return { rows, misshapen };
  }

  async has(onetSocCode: OnetSocCode): Promise<boolean> {
    for (const section of SECTIONS) {
      const entity = ENTITIES[section];
      if (await this.dataSource.manager.existsBy<OccupationApiLanding>(entity, { onetSocCode })) return true;
    }
    return false;
  }

  /** The occupations that something landed for, in the order of their codes. */
  async codes(): Promise<OnetSocCode[]> {
    const codes = new Set<OnetSocCode>();
    for (const section of SECTIONS) {
      const rows = await this.dataSource
        .createQueryBuilder<OccupationApiLanding>(ENTITIES[section], 'row')
        .select('row.onetSocCode', 'code')
        .distinct()
        .getRawMany<{ code: OnetSocCode }>();
      for (const { code } of rows) codes.add(code);
    }
    return [...codes].sort();
  }
}

type Place = Pick<OccupationApiLanding, 'tableId' | 'position'>;

/** Landed rows of the kinds of table that rows have arrived of, in places where none of these is. */
function replacedBy<T extends Place>(arrived: readonly Place[], landed: readonly T[]): T[] {
  const kinds = new Set(arrived.map(({ tableId }) => kindOfFile(tableId)));
  const places = new Set(arrived.map(placeOf));
  return landed.filter((row) => kinds.has(kindOfFile(row.tableId)) && !places.has(placeOf(row)));
}

function placeOf({ tableId, position }: Place): string {
  return `${tableId} ${position}`;
}

function toLanding({ tableId, rows }: TableRows) {
  return rows.map((row, index) => {
    const content = JSON.stringify(row);
    if (Buffer.byteLength(content) > MAX_ROW_BYTES) throw unusableAnswer(tableId, 'has a row that is far too long');
    return { tableId, position: index + 1, content };
  });
}
