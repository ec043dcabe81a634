import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { FILE_CATALOGUE, type OnetSocCode, type ReleaseName, type ShapeOf } from '@app/onet';
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
  readonly skills: readonly TableRows[];
}

/** Landed rows of one kind, and those that have no shape. */
export interface LandedRows<K extends 'occupations' | 'skills'> {
  readonly rows: readonly LandedRow<ShapeOf<K>>[];
  readonly misshapen: readonly Rejection[];
}

const ENTITIES = { occupations: OccupationApiLanding, skills: RatingApiLanding } as const;
const KINDS = ['occupations', 'skills'] as const;

/** Keeps what Web Services sent for single occupations, as received. */
@Injectable()
export class ApiLandingService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Stores an answer whole. Of each kind that it has rows of, it replaces what landed earlier.
   * @throws OnetUnavailableError if a row is too long to be one
   */
  async store(answer: OccupationAnswer): Promise<void> {
    const { onetSocCode } = answer;
    const { apiVersion, releaseName, receivedAt } = answer;
    const origin = { onetSocCode, apiVersion, releaseName, receivedAt };
    await this.dataSource.transaction(async (manager) => {
      for (const kind of KINDS) {
        const rows = answer[kind].flatMap((table) => toLanding(table).map((row) => ({ ...origin, ...row })));
        if (rows.length === 0) continue;
        const places = new Set(rows.map(placeOf));
        const landed = await manager.findBy<OccupationApiLanding>(ENTITIES[kind], { onetSocCode });
        await manager.upsert<OccupationApiLanding>(ENTITIES[kind], rows, ['onetSocCode', 'tableId', 'position']);
        // Only rows that are there: on MySQL, deleting where nothing is locks the gap, and completions deadlock.
        for (const { tableId, position } of landed.filter((row) => !places.has(placeOf(row)))) {
          await manager.delete(ENTITIES[kind], { onetSocCode, tableId, position });
        }
      }
    });
  }

  /** The landed rows of an occupation, by kind, as files would have landed them. */
  async read<K extends 'occupations' | 'skills'>(
    manager: EntityManager,
    kind: K,
    onetSocCode: OnetSocCode,
  ): Promise<LandedRows<K>> {
    const landed = await manager.find<OccupationApiLanding>(ENTITIES[kind], {
      where: { onetSocCode },
      order: { tableId: 'ASC', position: 'ASC' },
    });
    const rows: LandedRow<ShapeOf<K>>[] = [];
    const misshapen: Rejection[] = [];
    for (const { tableId, position, content } of landed) {
      const fields = fieldsOf(kind, JSON.parse(content) as ApiRow);
      const reason = findFieldFault(fields);
      if (reason === null) rows.push(landedRow<ShapeOf<K>>(FILE_CATALOGUE[kind].shape, tableId, position, fields));
      else misshapen.push({ fileName: tableId, line: position, column: null, value: content, reason });
    }
    return { rows, misshapen };
  }

  async has(onetSocCode: OnetSocCode): Promise<boolean> {
    for (const kind of KINDS) {
      if (await this.dataSource.manager.existsBy<OccupationApiLanding>(ENTITIES[kind], { onetSocCode })) return true;
    }
    return false;
  }

  /** The occupations that something landed for, in the order of their codes. */
  async codes(): Promise<OnetSocCode[]> {
    const codes = new Set<OnetSocCode>();
    for (const kind of KINDS) {
      const rows = await this.dataSource
        .createQueryBuilder<OccupationApiLanding>(ENTITIES[kind], 'row')
        .select('row.onetSocCode', 'code')
        .distinct()
        .getRawMany<{ code: OnetSocCode }>();
      for (const { code } of rows) codes.add(code);
    }
    return [...codes].sort();
  }
}

function placeOf({ tableId, position }: Pick<OccupationApiLanding, 'tableId' | 'position'>): string {
  return `${tableId} ${position}`;
}

function toLanding({ tableId, rows }: TableRows) {
  return rows.map((row, index) => {
    const content = JSON.stringify(row);
    if (Buffer.byteLength(content) > MAX_ROW_BYTES) throw unusableAnswer(tableId, 'has a row that is far too long');
    return { tableId, position: index + 1, content };
  });
}
