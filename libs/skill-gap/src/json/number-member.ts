/**
 * A member of JSON objects whose value is a whole number of some unit, such as hundredths of a level. To print a number with
 * decimals takes longer than all else of a row, so that each is printed once, together with the name.
 */
export class NumberMember {
  private readonly printed: string[] = [];
  private readonly printedBelow: string[] = [];
  private readonly begin: string;

  /** @param units in one; few enough numbers are printed that they can be kept */
  constructor(
    name: string,
    private readonly units: number,
  ) {
    this.begin = `"${name}":`;
  }

  json(number: number): string {
    if (number < 0) return (this.printedBelow[-number] ??= this.print(number));
    return (this.printed[number] ??= this.print(number));
  }

  get null(): string {
    return `${this.begin}null`;
  }

  private print(number: number): string {
    return this.begin + String(number / this.units);
  }
}
