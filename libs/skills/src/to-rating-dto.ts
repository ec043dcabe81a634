import type { Rating } from './ratings/rating-columns';
import type { RatingDto } from './skills.dto';

/** A rating as answers show it. */
export function toRatingDto(rating: Rating): RatingDto {
  return {
    data_value: rating.dataValue,
    n: rating.n,
    standard_error: rating.standardError,
    lower_ci_bound: rating.lowerCiBound,
    upper_ci_bound: rating.upperCiBound,
    recommend_suppress: rating.recommendSuppress,
    not_relevant: rating.notRelevant,
    date_updated: rating.dateUpdated,
    domain_source: rating.domainSource,
    source: rating.source,
  };
}
