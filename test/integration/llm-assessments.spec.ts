import {
  AssessedLevelsPart,
  AssessmentStore,
  LlmAssessment,
  LlmSkillAssessment,
  type AssessmentKey,
} from '@app/llm-assessment';
import { Release } from '@app/releases';
import { OccupationRating, ProfilesService } from '@app/skills';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

const CODE = '11-1011.00';

describe.each(testServers())('stored assessments on $name', (server) => {
  let fixture: PipelineFixture;
  let key: AssessmentKey;

  beforeAll(async () => {
    fixture = await createPipeline(server);
  });
  beforeEach(async () => {
    await fixture.clear();
    await fixture.refresh();
    await fixture.served.poll();
    const { checksum: releaseChecksum } = profiles().current.release;
    const assessor = { provider: 'vertexai', model: 'model', promptVersion: 'levels-1' };
    key = { releaseChecksum, onetSocCode: CODE, sourceOnetSocCode: '', ...assessor };
  });
  afterAll(() => fixture.close());

  function profiles(): ProfilesService {
    return fixture.get(ProfilesService);
  }

  function assessments(): AssessedLevelsPart {
    return fixture.get(AssessedLevelsPart);
  }

  /** The first skill gets this level, the second none. */
  async function save(level: number, changes: Partial<AssessmentKey> = {}): Promise<LlmAssessment> {
    const [first, second] = profiles().current.skills;
    const item = { level, skillName: 'name', levelDescription: 'description', explanation: 'explanation' };
    return fixture.get(AssessmentStore).save({ ...key, ...changes }, profiles().current.release, {
      items: new Map([[first!.elementId, item]]),
      holes: new Map([[second!.elementId, 'left out']]),
      modelVersion: 'model-001',
      interruption: null,
    });
  }

  async function levelRows(): Promise<OccupationRating[]> {
    const where = { onetSocCode: CODE, scaleId: 'LV', releaseId: (await fixture.releases.findCurrent())!.id };
    return fixture.dataSource.manager.find(OccupationRating, { where, order: { elementId: 'ASC' } });
  }

  it('stand beside the levels of O*NET, with a hole where there is no level', async () => {
    const before = await levelRows();
    const { id } = await save(2.5);
    const after = await levelRows();
    expect(after.map(({ dataValue }) => dataValue)).toEqual(before.map(({ dataValue }) => dataValue));
    expect(after.map(({ llmProficiencyLevel }) => llmProficiencyLevel)).toEqual([2.5, null, null]);
    expect(after.map(({ llmAssessment }) => llmAssessment)).toEqual([id, id, id]);
    const skills = await fixture.dataSource.manager.findBy(LlmSkillAssessment, { assessmentId: id });
    expect(skills.map(({ holeReason }) => holeReason).sort()).toEqual([null, 'left out'].sort());
  });

  it('are those of the first process where another one was asked in vain as well', async () => {
    const first = await save(2.5);
    const second = await save(6);
    expect(second.id).toBe(first.id);
    expect(await fixture.dataSource.manager.count(LlmAssessment)).toBe(1);
    expect((await levelRows())[0]).toMatchObject({ llmProficiencyLevel: 2.5 });
  });

  it('of another model take the place beside, whole', async () => {
    await save(2.5);
    const { id } = await save(3, { model: 'another' });
    expect((await levelRows()).map(({ llmProficiencyLevel }) => llmProficiencyLevel)).toEqual([3, null, null]);
    expect((await levelRows()).map(({ llmAssessment }) => llmAssessment)).toEqual([id, id, id]);
  });

  it('that compare with another occupation are kept, but stand nowhere beside', async () => {
    await save(2.5, { sourceOnetSocCode: '13-2011.00' });
    expect((await levelRows()).map(({ llmAssessment }) => llmAssessment)).toEqual([null, null, null]);
    await assessments().poll();
    expect(assessments().current.ids.size).toBe(0);
  });

  it('are taken up by a process that did not make them', async () => {
    const { id } = await save(2.5);
    expect(assessments().current.find(CODE, key)).toBeUndefined();
    await assessments().poll();
    expect(assessments().current.find(CODE, key)).toMatchObject({ id, code: CODE });
    expect([...assessments().current.find(CODE, key)!.levels]).toEqual([2.5, NaN, 0]);
  });

  it('stand beside as well in a release of the same content that is being loaded', async () => {
    const current = (await fixture.releases.findCurrent())!;
    await fixture.dataSource.manager.update(Release, { id: current.id }, { status: 'building' });
    await save(2.5);
    expect((await levelRows())[0]).toMatchObject({ llmProficiencyLevel: 2.5 });
    await fixture.dataSource.manager.update(Release, { id: current.id }, { status: 'published' });
  });

  it('come along when the same content is loaded again, and not to another one', async () => {
    await save(2.5);
    await fixture.refresh({}, { force: true });
    await fixture.served.poll();
    expect((await levelRows()).map(({ llmProficiencyLevel }) => llmProficiencyLevel)).toEqual([2.5, null, null]);
    expect(assessments().current.ids.size).toBe(1);
    await fixture.refresh({ tables: { jobZones: [] } });
    await fixture.served.poll();
    expect((await levelRows()).map(({ llmProficiencyLevel }) => llmProficiencyLevel)).toEqual([null, null, null]);
    expect(assessments().current.ids.size).toBe(0);
  });

  /** What was missing of an assessment, of which nothing comes but the third skill. */
  async function fill(stored: LlmAssessment, level: number | null): Promise<LlmAssessment> {
    const [, second] = profiles().current.skills;
    const item = { level: level ?? 0, skillName: 'name', levelDescription: 'description', explanation: 'explanation' };
    return fixture.get(AssessmentStore).add(stored, {
      items: new Map(level === null ? [] : [[second!.elementId, item]]),
      holes: new Map(level === null ? [[second!.elementId, 'out of reach']] : []),
      modelVersion: 'model-002',
      interruption: level === null ? new Error('out of reach') : null,
    });
  }

  it('get what was missing beside, in memory and in every process, and nothing of what they have changes', async () => {
    const stored = await save(2.5);
    await assessments().poll();
    const filled = await fill(stored, 4);
    expect(filled).toMatchObject({ id: stored.id, revision: 1, asked: 2, assessed: 2, retryAt: null });
    expect(await fixture.get(AssessmentStore).find(key)).toEqual(filled);
    expect((await levelRows()).map(({ llmProficiencyLevel }) => llmProficiencyLevel)).toEqual([2.5, 4, null]);
    expect(assessments().current.find(CODE, key)).toMatchObject({ id: stored.id, revision: 0 });
    await assessments().poll();
    expect(assessments().current.find(CODE, key)).toMatchObject({ id: stored.id, revision: 1, retryAt: null });
    expect([...assessments().current.find(CODE, key)!.levels]).toEqual([2.5, 4, 0]);
    // A second process that filled it as well comes too late.
    expect(await fill(stored, 6)).toMatchObject({ revision: 1 });
    expect((await levelRows()).map(({ llmProficiencyLevel }) => llmProficiencyLevel)).toEqual([2.5, 4, null]);
  });

  it('say when to ask again where nothing came of asking, and are otherwise the same', async () => {
    const stored = await save(2.5);
    const asked = await fill(stored, null);
    const { id, assessed, assessedAt } = stored;
    expect(asked).toMatchObject({ id, revision: 0, assessed, assessedAt, retryAt: expect.any(Date) });
    expect(await fixture.get(AssessmentStore).find(key)).toEqual(asked);
    const holes = await fixture.get(AssessmentStore).holes(stored.id);
    expect(holes).toMatchObject([{ holeReason: 'out of reach' }]);
  });

  it('do not displace those of a newer assessment when something is added to them', async () => {
    const older = await save(2.5);
    const { id } = await save(3, { model: 'another' });
    await fill(older, 4);
    expect((await levelRows()).map(({ llmProficiencyLevel }) => llmProficiencyLevel)).toEqual([3, null, null]);
    expect((await levelRows()).map(({ llmAssessment }) => llmAssessment)).toEqual([id, id, id]);
  });

  it('say the same time when they are read back', async () => {
    const saved = await save(2.5);
    const read = await fixture.get(AssessmentStore).find(key);
    expect(read?.assessedAt).toEqual(saved.assessedAt);
  });
});
