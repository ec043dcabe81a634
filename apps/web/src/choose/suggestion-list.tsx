import type { FieldApi } from './use-field';
import { texts } from '../texts';
import { codeIn, type Suggestion } from './suggestions';
import type { Suggested } from './use-suggestions';

interface ListProps {
  readonly api: FieldApi;
  readonly suggested: Suggested;
  readonly text: string;
}

export function SuggestionList({ api, suggested, text }: ListProps) {
  return (
    <>
      <div {...api.getPositionerProps()} class="field-list">
        <ul {...api.getContentProps()}>
          {suggested.suggestions.map((item) => (
            <li {...api.getItemProps({ item })} key={item.code}>
              <span class="item-title">{item.title}</span>
              <span class="item-code">{item.code}</span>
              <SuggestionNotes item={item} />
            </li>
          ))}
        </ul>
        {api.open && <p class="field-status">{statusOf(suggested, text)}</p>}
      </div>
      <p class="for-readers" role="status">
        {api.open ? statusOf(suggested, text) : ''}
      </p>
    </>
  );
}

function SuggestionNotes({ item }: { readonly item: Suggestion }) {
  if (item.matched === null && item.rated) return null;
  return (
    <span class="item-notes">
      {item.matched !== null && <span>{texts.choose.alsoCalled(item.matched)}</span>}
      {!item.rated && <span class="mark">{texts.choose.unrated}</span>}
    </span>
  );
}

function statusOf(suggested: Suggested, text: string): string {
  if (text.trim() !== suggested.text) return texts.choose.searching;
  if (suggested.failed) return texts.choose.searchFailed;
  if (suggested.suggestions.length === 0) {
    const code = codeIn(text);
    return code === null ? texts.choose.noneFound(text.trim()) : texts.choose.noneForCode(code);
  }
  return texts.choose.found(suggested.suggestions.length, suggested.total);
}
