import { normaliseOnetSocCode } from '@app/onet';
import type { Taxonomy } from '@app/releases';
import { retiredOccupation, retiredTitles, type RetiredOccupation } from '../taxonomy/retired-codes';
import { titleWords } from './title-key';

type ByTitle = ReadonlyMap<string, readonly RetiredOccupation[]>;

/** Made when first asked for; there are as many as editions of O*NET-SOC. */
const byTaxonomy = new Map<Taxonomy, ByTitle>();

/**
 * What a taxonomy has no more and a text names, by its code or by the title that it had, as titles compare; several as one,
 * with the code of the first and the successors of all. Null for what is not retired.
 */
export function retiredNamed(text: string, taxonomy: Taxonomy): RetiredOccupation | null {
  const code = normaliseOnetSocCode(text);
  if (code !== null) return retiredOccupation(code, taxonomy);
  const [first, ...others] = titlesOf(taxonomy).get(keyOf(text)) ?? [];
  if (!first) return null;
  const successors = [...new Set([first, ...others].flatMap((retired) => retired.successors))].sort();
  return { ...first, successors };
}

function titlesOf(taxonomy: Taxonomy): ByTitle {
  const known = byTaxonomy.get(taxonomy);
  if (known) return known;
  const titles = new Map<string, RetiredOccupation[]>();
  for (const retired of retiredTitles(taxonomy)) {
    const key = keyOf(retired.title);
    titles.set(key, [...(titles.get(key) ?? []), retired]);
  }
  byTaxonomy.set(taxonomy, titles);
  return titles;
}

function keyOf(title: string): string {
  return titleWords(title).join(' ');
}
