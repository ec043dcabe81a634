import { ApiExtraModels, ApiProperty, getSchemaPath, OmitType } from '@nestjs/swagger';
import { OccupationReferenceDto } from '@app/http';
import { PersonDto } from '@app/skill-gap';
import { MovesDto, RankedOccupationDto } from '../moves/moves.dto';
import { PathDto, PathsDto, PathStepDto } from '../paths/paths.dto';
import { UnlocksDto } from '../unlocks/unlocks.dto';

class PersonMoveDto extends RankedOccupationDto {
  @ApiProperty({ type: OccupationReferenceDto, description: 'The past occupation that it is most similar to.' })
  nearest_occupation: OccupationReferenceDto;
}

export class PersonMovesDto extends OmitType(MovesDto, ['occupation', 'moves']) {
  @ApiProperty({ type: PersonDto, description: 'The person.' })
  from: PersonDto;

  @ApiProperty({
    type: [PersonMoveDto],
    description: 'Where the person could go, the most similar to a past occupation first; without the past ones.',
  })
  moves: PersonMoveDto[];
}

export class PersonUnlocksDto extends OmitType(UnlocksDto, ['occupation']) {
  @ApiProperty({ type: PersonDto, description: 'The person.' })
  from: PersonDto;
}

class PersonPathStepDto extends OmitType(PathStepDto, ['from']) {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'O*NET-SOC code; null for the person, with whom every path begins.',
    example: null,
  })
  from: string | null;
}

export class PersonPathDto extends OmitType(PathDto, ['steps']) {
  @ApiProperty({ type: [PersonPathStepDto], description: 'From one to the next; one more than stops.' })
  steps: PersonPathStepDto[];
}

@ApiExtraModels(PersonPathDto)
export class PersonPathsDto extends OmitType(PathsDto, ['from', 'paths']) {
  @ApiProperty({ type: PersonDto, description: 'The person.' })
  from: PersonDto;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', nullable: true, allOf: [{ $ref: getSchemaPath(PersonPathDto) }] },
    description: 'As for an occupation: the best path for each number of stops, null where there is none.',
  })
  paths: (PersonPathDto | null)[];
}
