import { answerOf } from '@app/client';
import type { Domain } from '../address/asked';
import { service } from '../service/session';
import { useAnswer } from '../service/use-answer';

export type Descriptions = ReadonlyMap<string, string>;

const none: Descriptions = new Map();

/** What the elements of a domain are, by id; rows do without until it is here. */
export function useDescriptions(domain: Domain): Descriptions {
  const answered = useAnswer(`elements ${domain}`, async (signal) => {
    const { elements } = await answerOf(service.GET('/api/v1/elements', { params: { query: { domain } }, signal }));
    return new Map(elements.flatMap(({ element_id, description }) => (description ? [[element_id, description]] : [])));
  });
  return answered.state === 'done' ? answered.answer : none;
}
