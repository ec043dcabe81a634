import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** Requests that are counted apart from the others of their scope; `bulk`: one of them computes as much as hundreds of gaps. */
export type RateBucketName = 'bulk';

/** Where the requests of an address are counted that shows no valid key: `public` and `publicBulk` if it needs none. */
export type AddressBucket = 'withoutKey' | 'public' | 'publicBulk';

export const RATE_BUCKET = 'rate-bucket';

/** Counts the requests to a route apart, so that a key which plans cohorts all day can still ask for gaps, and the other way round. */
export const RateBucket = (bucket: RateBucketName): CustomDecorator => SetMetadata(RATE_BUCKET, bucket);
