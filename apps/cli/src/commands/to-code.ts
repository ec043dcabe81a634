import { InvalidArgumentError } from 'commander';
import { normaliseOnetSocCode, type OnetSocCode, searchInstead } from '@app/onet';
import { describeNextStep } from '../next-step';

/** The code that an argument names. */
export function toCode(text: string): OnetSocCode {
  const code = normaliseOnetSocCode(text);
  if (code !== null) return code;
  const search = searchInstead(text);
  const nextStep = search === null ? '' : ` ${describeNextStep({ action: 'search', texts: [search] })}`;
  throw new InvalidArgumentError(`It is not an O*NET-SOC code such as 15-1252.00.${nextStep}`);
}
