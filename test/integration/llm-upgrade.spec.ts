import { LlmAssessment } from '@app/llm-assessment';
import type { DataSource } from 'typeorm';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

const ASSESSED_AT = '2026-11-20 09:00:00';
const MIGRATION = 'AddRevisionsToLlmAssessments1764700000000';

describe.each(testServers())('an upgrade on $name', (server) => {
  let fixture: PipelineFixture;
  let dataSource: DataSource;

  beforeAll(async () => {
    fixture = await createPipeline(server);
    dataSource = fixture.dataSource;
  });
  afterAll(() => fixture.close());

  it('keeps assessments, and has the holes of those before asked for once more', async () => {
    await undoUpTo(MIGRATION);
    await insertAssessment('11-1011.00', 35);
    await insertAssessment('11-3013.00', 25);
    await insertText('2.A.1.a', "'a text'");
    await insertText('2.A.1.b', 'NULL');
    await dataSource.runMigrations();
    const assessments = await dataSource.manager.find(LlmAssessment, { order: { id: 'ASC' } });
    expect(assessments).toMatchObject([
      { id: 1, assessed: 35, revision: 0, retryAt: null },
      { id: 2, assessed: 25, revision: 0, retryAt: expect.any(Date) },
    ]);
    expect(assessments[1]!.retryAt!.getTime()).toBeLessThanOrEqual(Date.now());
    const texts = await dataSource.query<{ id: string; at: unknown }[]>(
      'SELECT element_id AS id, retry_at AS at FROM llm_gap_descriptions ORDER BY element_id',
    );
    expect(texts.map(({ id, at }) => [id, at === null])).toEqual([
      ['2.A.1.a', true],
      ['2.A.1.b', false],
    ]);
  });

  /** Takes back the newest migrations, this one the last. */
  async function undoUpTo(name: string): Promise<void> {
    const isApplied = async () =>
      (await dataSource.query<unknown[]>(`SELECT id FROM migrations WHERE name = '${name}'`)).length > 0;
    while (await isApplied()) await dataSource.undoLastMigration();
  }

  async function insertAssessment(code: string, assessed: number): Promise<void> {
    await dataSource.query(
      'INSERT INTO llm_assessments (release_name, release_checksum, onet_soc_code, source_onet_soc_code, prompt_version, ' +
        'provider, model, asked, assessed, assessed_at) ' +
        `VALUES ('29.0', 'abc', '${code}', '', 'levels-1', 'vertexai', 'model', 35, ${assessed}, '${ASSESSED_AT}')`,
    );
  }

  async function insertText(elementId: string, text: string): Promise<void> {
    await dataSource.query(
      'INSERT INTO llm_gap_descriptions (from_assessment_id, to_assessment_id, prompt_version, element_id, ' +
        `llm_gap_description, described_at) VALUES (1, 2, 'gap-1', '${elementId}', ${text}, '${ASSESSED_AT}')`,
    );
  }
});
