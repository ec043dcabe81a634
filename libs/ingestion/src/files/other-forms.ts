import { canonicalName, FILE_CATALOGUE, FILE_KINDS, tableNameOf, toReleaseNumber, type ReleaseName } from '@app/onet';

/** The official forms that are not read, by what the names of their files end with. */
const OTHER_FORMS: readonly (readonly [extension: string, form: string])[] = [
  ['.xlsx', 'Excel'],
  ['.xls', 'Excel'],
  ['.sql', 'SQL'],
  ['.json', 'JSON'],
];

const TABLES: ReadonlySet<string> = new Set(
  FILE_KINDS.flatMap((kind) => FILE_CATALOGUE[kind].generations.flatMap((tables) => tables.map(canonicalName))),
);

/** The form of a file, if files of that form are not read; null otherwise. */
export function otherFormOf(fileName: string): string | null {
  return OTHER_FORMS.find(([extension]) => tableNameOf(fileName, extension) !== null)?.[1] ?? null;
}

/** A table in a form that is not read, where there is one; official SQL files are numbered: `04_scales_reference.sql`. */
export function findOtherForm(fileNames: readonly string[]): { fileName: string; form: string } | null {
  for (const [extension, form] of OTHER_FORMS) {
    const fileName = fileNames.find((name) => {
      const table = tableNameOf(name, extension);
      return table !== null && TABLES.has(canonicalName(table.replace(/^\d+_/, '')));
    });
    if (fileName !== undefined) return { fileName, form };
  }
  return null;
}

/** The next step for a source in another form, as the end of a sentence. */
export function takeTextForm(release: ReleaseName | null): string {
  const number = release === null ? null : toReleaseNumber(release);
  const archive = number ? `db_${number.major}_${number.minor}_text.zip` : 'a file such as db_31_0_text.zip';
  return `take the text form of the release, ${archive}, from https://www.onetcenter.org/db_releases.html`;
}
