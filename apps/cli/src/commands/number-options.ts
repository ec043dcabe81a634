import { InvalidArgumentError } from 'commander';

/** Reads a whole number of an option. */
export function integerBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,6}$/.test(text) ? Number(text) : -1;
    if (number < min || number > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return number;
  };
}

/** Reads a share of an option, in thousandths. */
export function toThousandths(text: string): number {
  const share = /^(?:0|1|0?\.\d{1,3}|0\.0*|1\.0{1,3})$/.test(text) ? Number(text) : -1;
  if (share < 0)
    throw new InvalidArgumentError('It must be a share from 0 to 1 with up to three decimals, such as 0.8.');
  return Math.round(share * 1000);
}
