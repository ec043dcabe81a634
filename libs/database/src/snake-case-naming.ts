import { DefaultNamingStrategy } from 'typeorm';

/** Property `dataValue` → column `data_value`, so that entities need not say every name twice. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
