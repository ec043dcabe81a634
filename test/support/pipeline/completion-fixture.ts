import { ApiLandingService, type TableRows } from '@app/ingestion';
import { Occupation, OccupationsService } from '@app/occupations';
import type { Release } from '@app/releases';
import { PipelineRun } from '@app/runs';
import { OccupationRating, ProfilesService } from '@app/skills';
import { CompletionService } from '@app/completion';
import { createTestDatabase, type TestServer } from '../databases/databases';
import { createOnetFolder } from '../sources/onet-folder';
import { onetTables, type OnetTables } from '../sources/made-up-release';
import { openPipeline, rowsOf, type PipelineFixture } from './pipeline-fixture';
import { WebServicesServer, type ApiRow, type WebServicesOptions } from '../web-services/server';

const TABLES = onetTables();

/** A process that serves a release and completes it. */
export type Completer = Awaited<ReturnType<typeof openCompleter>>;

interface LandedRow {
  readonly onetSocCode: string;
  readonly tableId: string;
  readonly position: number;
}

/** Web Services that have the made-up tables, and a database with processes that use them. */
export async function createCompletion(server: TestServer, options: WebServicesOptions = {}, tables = TABLES) {
  const database = await createTestDatabase(server);
  const folder = await createOnetFolder({ tables });
  const webServices = await WebServicesServer.start({ folder: folder.path, ...options });
  const original = ['occupation_data', 'skills'].map((tableId) => [tableId, webServices.rows(tableId)] as const);
  const opened: PipelineFixture[] = [];
  const open = async (environment = webServices.environment) => {
    const completer = await openCompleter(await openPipeline(database, environment));
    opened.push(completer);
    return completer;
  };
  return {
    webServices,
    /** Another process. */
    open,
    /** As all was in the beginning. */
    reset: () => {
      for (const [tableId, rows] of original) webServices.setRows(tableId, rows);
      webServices.heal();
      webServices.forget();
    },
    close: async () => {
      for (const fixture of opened) await fixture.close();
      await webServices.stop();
      await folder.remove();
      await database.drop();
    },
  };
}

async function openCompleter(fixture: PipelineFixture) {
  const { dataSource, releases, served } = fixture;
  const completion = fixture.get(CompletionService);
  const occupations = fixture.get(OccupationsService);
  occupations.completeWith(completion);
  await served.poll();
  const current = async () => (await releases.findCurrent())!;
  return {
    ...fixture,
    completion,
    occupations,
    profiles: fixture.get(ProfilesService),
    current,
    /** Publishes these tables and serves them. */
    serve: async (tables: Partial<OnetTables>): Promise<Release> => {
      await fixture.refresh({ tables }, { force: true });
      await served.poll();
      return current();
    },
    completeLanded: () => fixture.pipeline.completeLanded({ triggeredBy: 'cli' }),
    /** What the current release has of an occupation. */
    rowsOf: async (code: string) => {
      const { id } = await current();
      const ofCode = ({ onetSocCode }: { onetSocCode: string }) => onetSocCode === code;
      const found = (await rowsOf(dataSource, Occupation, id)).filter(ofCode);
      return { occupations: found, ratings: (await rowsOf(dataSource, OccupationRating, id)).filter(ofCode) };
    },
    runs: (command: PipelineRun['command']) =>
      dataSource.manager.find(PipelineRun, { where: { command }, order: { id: 'ASC' } }),
    /** An answer that landed earlier. */
    land: (onetSocCode: string, answer: { occupations?: readonly ApiRow[]; skills?: readonly ApiRow[] }) => {
      const table = (tableId: string, rows: readonly ApiRow[] = []): TableRows[] => [{ tableId, rows }];
      return fixture.get(ApiLandingService).store({
        ...{ onetSocCode, apiVersion: '2', releaseName: '29.0', receivedAt: new Date() },
        occupations: table('occupation_data', answer.occupations),
        ratings: table('skills', answer.skills),
      });
    },
    landed: (kind: 'Occupation' | 'Rating') =>
      dataSource.manager.find<LandedRow>(`${kind}ApiLanding`, { order: { position: 'ASC' } }),
    absences: () => dataSource.manager.find('OccupationAbsence'),
  };
}

/** The made-up tables without these occupations. */
export function tablesWithout(...codes: readonly string[]): Partial<OnetTables> {
  const kept = (rows: OnetTables['skills']) => rows.filter(([code = '']) => !codes.includes(code));
  const { occupations, skills, jobZones, titles } = TABLES;
  return { occupations: kept(occupations), skills: kept(skills), jobZones: kept(jobZones), titles: kept(titles) };
}

/** The made-up tables without the ratings of this occupation. */
export function tablesWithoutRatingsOf(code: string): Partial<OnetTables> {
  return { skills: tablesWithout(code).skills };
}
