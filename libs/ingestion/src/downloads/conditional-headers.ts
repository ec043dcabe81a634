import { strongEtag, type DownloadFacts } from './download-cache';

/** Asks for what is not here yet of a file, as long as it is still the same. */
export function askForRest(facts: DownloadFacts, bytesHere: number): Record<string, string> {
  return { Range: `bytes=${bytesHere}-`, 'If-Range': strongEtag(facts) ?? facts.lastModified ?? '' };
}

/** Asks for a file only if it is another one by now. */
export function askForChange({ etag, lastModified }: DownloadFacts): Record<string, string> {
  return {
    ...(etag !== null && { 'If-None-Match': etag }),
    ...(lastModified !== null && { 'If-Modified-Since': lastModified }),
  };
}
