import { mergeProps } from '@zag-js/preact';
import { texts } from '../texts';
import { SuggestionList } from './suggestion-list';
import { useField, type FieldOptions } from './use-field';

interface FieldProps extends FieldOptions {
  readonly label: string;
}

/** A field that finds occupations by titles, everyday titles, codes, and in spite of typing errors. */
export function OccupationField({ label, ...options }: FieldProps) {
  const { api, suggested, takeTyped, clear } = useField(options);
  const input = mergeProps(api.getInputProps(), {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && api.highlightedValue === null) takeTyped();
    },
    onFocusOut: takeTyped,
  });
  return (
    <div {...api.getRootProps()} class="field">
      <label {...api.getLabelProps()}>{label}</label>
      <div {...api.getControlProps()} class="field-control">
        <input {...input} placeholder={texts.choose.placeholder} />
        {api.inputValue !== '' && (
          <button
            type="button"
            class="field-clear"
            aria-label={texts.choose.clear(label)}
            onClick={() => {
              clear();
              api.focus();
            }}
          >
            ×
          </button>
        )}
      </div>
      <SuggestionList api={api} suggested={suggested} text={api.inputValue} />
    </div>
  );
}
