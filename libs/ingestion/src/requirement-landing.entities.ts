import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Landing tables of what occupations need beside ratings, like those of `landing.entities.ts`. */

@Entity('onet_technology_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_technology_landing_run' })
export class TechnologyLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') example: string;
  @Column('text') commodityCode: string;
  @Column('text') commodityTitle: string;
  @Column('text') hotTechnology: string;
  @Column('text') inDemand: string;
}

@Entity('onet_preparation_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_preparation_landing_run' })
export class PreparationLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') elementId: string;
  @Column('text') elementName: string;
  @Column('text') scaleId: string;
  @Column('text') category: string;
  @Column('text') dataValue: string;
  @Column('text') n: string;
  @Column('text') standardError: string;
  @Column('text') lowerCiBound: string;
  @Column('text') upperCiBound: string;
  @Column('text') recommendSuppress: string;
  @Column('text') dateUpdated: string;
  @Column('text') domainSource: string;
}

@Entity('onet_preparation_categories_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_preparation_categories_landing_run' })
export class PreparationCategoryLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') elementId: string;
  @Column('text') elementName: string;
  @Column('text') scaleId: string;
  @Column('text') category: string;
  @Column('text') categoryDescription: string;
}

@Entity('onet_tasks_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_tasks_landing_run' })
export class TaskLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') taskId: string;
  @Column('text') task: string;
  @Column('text') taskType: string;
  @Column('text') incumbentsResponding: string;
  @Column('text') dateUpdated: string;
  @Column('text') domainSource: string;
}

@Entity('onet_intermediate_activities_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_intermediate_activities_landing_run' })
export class IntermediateActivityLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') elementId: string;
  @Column('text') iwaId: string;
  @Column('text') iwaTitle: string;
}

@Entity('onet_detailed_activities_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_detailed_activities_landing_run' })
export class DetailedActivityLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') elementId: string;
  @Column('text') iwaId: string;
  @Column('text') dwaId: string;
  @Column('text') dwaTitle: string;
}

@Entity('onet_task_activities_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_task_activities_landing_run' })
export class TaskActivityLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') taskId: string;
  @Column('text') dwaId: string;
  @Column('text') dateUpdated: string;
  @Column('text') domainSource: string;
}
