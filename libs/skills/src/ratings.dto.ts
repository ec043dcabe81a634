import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';
import { DOMAINS } from '@app/onet';
import { LevelAnchorDto, RatingDto } from './skills.dto';

class NamedElementDto {
  @ApiProperty({ description: "Id in O*NET's content model.", example: '1.A.1.a.1' })
  element_id: string;

  @ApiProperty({ example: 'Oral Comprehension' })
  name: string;
}

export class ElementDto extends NamedElementDto {
  @ApiProperty({ type: String, nullable: true, example: 'Following what people say, as it is said.' })
  description: string | null;

  @ApiProperty({ type: [LevelAnchorDto], description: 'Examples of what levels mean, lowest first.' })
  level_anchors: LevelAnchorDto[];
}

export class ElementListDto {
  @ApiProperty({ example: '29.0' })
  release: string;

  @ApiProperty({ enum: DOMAINS, example: 'abilities' })
  domain: string;

  @ApiProperty({ type: [ElementDto], description: 'In the order of the content model.' })
  elements: ElementDto[];
}

export class ElementRatingsDto extends NamedElementDto {
  @ApiProperty({ type: RatingDto, nullable: true, description: 'IM: how important the element is.' })
  importance: RatingDto | null;

  @ApiProperty({ type: RatingDto, nullable: true, description: 'LV: how much of it is needed.' })
  level: RatingDto | null;
}

export class OccupationRatingsDto {
  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({ enum: DOMAINS, example: 'abilities' })
  domain: string;

  @ApiProperty({ type: [ElementRatingsDto], description: 'In the order of the content model.' })
  ratings: ElementRatingsDto[];

  @ApiProperty({ example: '29.0' })
  release: string;
}
