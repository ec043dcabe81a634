import * as combobox from '@zag-js/combobox';
import { normalizeProps, useMachine, type PropTypes } from '@zag-js/preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { codeIn, type Suggestion } from './suggestions';
import { useSuggestions, type Suggested } from './use-suggestions';

/** An occupation by its code (with its title, where that is known), a title to be looked up, or nothing. */
export type Chosen = { readonly code: string; readonly title?: string } | { readonly title: string } | null;

export interface FieldOptions {
  /** What stands in the field for what is chosen; empty while nothing is. */
  readonly shown: string;
  readonly onChoose: (chosen: Chosen) => void;
  /** Only what the list offers is taken, one after another: the field empties itself, and a text stays until chosen from. */
  readonly onlyFromList?: boolean;
  /** What is typed says something of a person, and must not stand in an address. */
  readonly aboutPerson?: boolean;
}

export type FieldApi = combobox.Api<PropTypes, Suggestion>;

export interface Field {
  readonly api: FieldApi;
  readonly suggested: Suggested;
  /** Takes what is typed, if it is something else than what was chosen: the field never says other than the answer. */
  readonly takeTyped: () => void;
  readonly clear: () => void;
}

export function useField({ shown, onChoose, onlyFromList, aboutPerson = false }: FieldOptions): Field {
  const settled = useRef(shown);
  const { api, suggested, stop } = useSuggestingCombobox(shown, aboutPerson, ({ code, title }) => {
    choose({ code, title }, title);
  });
  useEffect(() => {
    // Somebody who is typing has the last word.
    if (api.focused && api.inputValue.trim() !== settled.current) settled.current = shown;
    else settle(shown);
  }, [shown]);

  function settle(text: string): void {
    settled.current = text;
    api.setInputValue(text);
  }
  function choose(chosen: Chosen, text: string): void {
    stop();
    settle(onlyFromList ? '' : text);
    onChoose(chosen);
  }
  return {
    api,
    suggested,
    takeTyped() {
      const text = api.inputValue.trim();
      if (onlyFromList) return;
      if (text !== settled.current) choose(meant(text), text);
    },
    clear: () => choose(null, ''),
  };
}

function meant(text: string): Chosen {
  if (text === '') return null;
  const code = codeIn(text);
  return code === null ? { title: text } : { code };
}

const { implementations } = combobox.machine;

/**
 * The machine writes what it has been told into the field, a moment later. Where keys come faster than that, as on a slow machine, what
 * it writes is a letter behind, and that letter would be lost.
 */
const typedLast = {
  ...combobox.machine,
  implementations: {
    ...implementations,
    actions: {
      ...implementations?.actions,
      syncInputValue: (parameters) => {
        if (parameters.event.current().type !== 'INPUT.CHANGE') implementations?.actions?.syncInputValue?.(parameters);
      },
    },
  },
} as typeof combobox.machine as combobox.Machine<Suggestion>;

function useSuggestingCombobox(shown: string, aboutPerson: boolean, onSelect: (item: Suggestion) => void) {
  const [text, setText] = useState(shown);
  const [wanted, setWanted] = useState(false);
  const suggested = useSuggestions(text, wanted, aboutPerson);
  const collection = combobox.collection<Suggestion>({
    items: [...suggested.suggestions],
    itemToValue: ({ code }) => code,
    itemToString: ({ title }) => title,
  });
  const service = useMachine(typedLast, {
    id: useId(),
    collection,
    value: [],
    defaultInputValue: shown,
    allowCustomValue: true,
    selectionBehavior: 'preserve',
    // Always below: above the field, the list would cover what is asked before it.
    positioning: { placement: 'bottom-start', sameWidth: true, gutter: 2, flip: false },
    openOnChange: ({ inputValue }) => inputValue.trim() !== '',
    onInputValueChange: ({ inputValue, reason }) => {
      setText(inputValue);
      if (reason === 'input-change') setWanted(true);
    },
    onSelect: ({ itemValue }) => {
      const item = collection.find(itemValue);
      if (item) onSelect(item);
    },
  });
  return { api: combobox.connect(service, normalizeProps), suggested, stop: () => setWanted(false) };
}
