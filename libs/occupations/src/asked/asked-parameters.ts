import { codeParameter, textParameter, type Parameter } from '@app/http';
import type { OnetSocCode } from '@app/onet';
import { LONGEST_TITLE } from '../titles/title-key';
import { askedByCode, type Asked } from './asked';

/** An occupation by its code, unless the query gives a title in its place. */
export function askedParameter(titleName: string, description: string, example: OnetSocCode): Parameter<Asked | null> {
  const code = codeParameter(description, example);
  return {
    ...code,
    or: titleName,
    read: (text) => {
      const read = code.read(text);
      return typeof read === 'string' ? { by: 'code', code: read } : (askedByCode(text) ?? read);
    },
    otherwise: null,
  };
}

/** The title that may be given in place of a code; without an example, which clients would give beside that of the code. */
export function askedTitleParameter(codeName: string): Parameter<Asked | null> {
  const text = textParameter(
    `A title in place of \`${codeName}\`. One that means several occupations is 422 \`TITLE_AMBIGUOUS\`, with all of them; ` +
      'one that means none is 404 `TITLE_NOT_FOUND`, with the nearest.',
    LONGEST_TITLE,
  );
  return {
    ...text,
    otherwise: null,
    mayBeAbsent: true,
    read: (given) => {
      const read = text.read(given);
      return typeof read === 'string' ? { by: 'title', text: read } : read;
    },
  };
}
