import { ApiProperty } from '@nestjs/swagger';
import { BANDS } from '../similarity/similarity-ranks';
import { BENCHMARK_RULE, SIMILARITY_RULES } from './rules';

class BandDto {
  @ApiProperty({ enum: BANDS.map(([band]) => band), description: 'Its name in answers.', example: 'very_close' })
  band: string;

  @ApiProperty({ minimum: 0, maximum: 100, description: 'Percentile that it begins with.', example: 99 })
  percentile_from: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: -1,
    maximum: 1,
    description:
      'Smallest similarity in this release that has the percentile; null for the lowest band, which has no lower end, and ' +
      'where no pair reaches it. Six decimals.',
    example: 0.888144,
  })
  similarity_from: number | null;
}

/** Documents a figure of the benchmark, from 0 to 1. */
function ApiShare(description: string, example: number): PropertyDecorator {
  return ApiProperty({ minimum: 0, maximum: 1, description, example });
}

class BenchmarkDto {
  @ApiProperty({ description: 'What similarity is held against.', example: BENCHMARK_RULE })
  truth: string;

  @ApiProperty({ type: 'integer', description: 'Rated occupations with links to other rated ones.', example: 879 })
  sources: number;

  @ApiProperty({ type: 'integer', description: 'Their links.', example: 8226 })
  links: number;

  @ApiShare('How likely a related one ranks above another one, ties half: mean over the sources.', 0.9636)
  auc: number;

  @ApiShare('The same over all pairs of rated occupations at once.', 0.9527)
  pooled_auc: number;

  @ApiShare('Share of the related ones among the first 10: mean over the sources.', 0.437)
  recall_at_10: number;

  @ApiShare('Share of the related ones among the first 20: mean over the sources.', 0.618)
  recall_at_20: number;

  @ApiShare('Mean of 1 / the rank of the first related one.', 0.777)
  mrr: number;
}

export class SimilarityMethodDto {
  @ApiProperty({ description: 'How it is computed.', example: SIMILARITY_RULES.formula })
  formula: string;

  @ApiProperty({ description: 'How it ranks.', example: SIMILARITY_RULES.percentile })
  percentile: string;

  @ApiProperty({ type: 'integer', description: 'Pairs of two rated occupations in this release.', example: 385881 })
  pairs: number;

  @ApiProperty({ type: [BandDto], description: 'The percentile in words, the closest first.' })
  bands: BandDto[];

  @ApiProperty({
    type: BenchmarkDto,
    nullable: true,
    description: "Against O*NET's own lists of related occupations; null in a release that came without them.",
  })
  benchmark: BenchmarkDto | null;
}
