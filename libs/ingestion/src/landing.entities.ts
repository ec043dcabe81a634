import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * Landing tables hold the source files as found: every column as text, plus the run and the line it came from. One
 * entity per shape of file; what the columns mean is said once, at the normalised tables.
 */

@Entity('onet_occupations_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_occupations_landing_run' })
export class OccupationLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') title: string;
  @Column('text') description: string;
}

/** Ratings of every domain. The constraint is called as it was when there were but skills. */
@Entity('onet_ratings_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_skills_landing_run' })
export class RatingLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') elementId: string;
  @Column('text') elementName: string;
  @Column('text') scaleId: string;
  @Column('text') dataValue: string;
  @Column('text') n: string;
  @Column('text') standardError: string;
  @Column('text') lowerCiBound: string;
  @Column('text') upperCiBound: string;
  @Column('text') recommendSuppress: string;
  @Column('text') notRelevant: string;
  @Column('text') dateUpdated: string;
  @Column('text') domainSource: string;
}

@Entity('onet_scales_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_scales_landing_run' })
export class ScaleLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') scaleId: string;
  @Column('text') scaleName: string;
  @Column('text') minimum: string;
  @Column('text') maximum: string;
}

@Entity('onet_elements_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_elements_landing_run' })
export class ElementLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') elementId: string;
  @Column('text') elementName: string;
  @Column('text') description: string;
}

@Entity('onet_anchors_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_anchors_landing_run' })
export class AnchorLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') elementId: string;
  @Column('text') elementName: string;
  @Column('text') scaleId: string;
  @Column('text') anchorValue: string;
  @Column('text') anchorDescription: string;
}

@Entity('onet_job_zones_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_job_zones_landing_run' })
export class JobZoneLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') jobZone: string;
  @Column('text') dateUpdated: string;
  @Column('text') domainSource: string;
}

@Entity('onet_titles_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_titles_landing_run' })
export class TitleLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') alternateTitle: string;
  @Column('text') shortTitle: string;
  @Column('text') sources: string;
}

@Entity('onet_job_zone_reference_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_job_zone_reference_landing_run' })
export class JobZoneReferenceLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') jobZone: string;
  @Column('text') name: string;
  @Column('text') experience: string;
  @Column('text') education: string;
  @Column('text') jobTraining: string;
  @Column('text') examples: string;
  @Column('text') svpRange: string;
}

@Entity('onet_reported_titles_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_reported_titles_landing_run' })
export class ReportedTitleLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') reportedTitle: string;
  @Column('text') shownInMyNextMove: string;
}

@Entity('onet_related_occupations_landing')
@ForeignKey('PipelineRun', ['runId'], ['id'], { name: 'fk_onet_related_occupations_landing_run' })
export class RelatedOccupationLanding {
  @PrimaryColumn('int') runId: number;
  @PrimaryColumn('varchar', { length: 100 }) fileName: string;
  @PrimaryColumn('int') line: number;
  @Column('text') onetSocCode: string;
  @Column('text') relatedOnetSocCode: string;
  @Column('text') relatednessTier: string;
  @Column('text') relatedIndex: string;
}
