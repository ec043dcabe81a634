/**
 * What makes the page of Swagger UI readable for everybody: enough contrast, and nothing that a screen reader has no name
 * for. The only server is this one, and the list to choose it from has no name.
 */
export const STYLE = `
  .swagger-ui .scheme-container .schemes > .schemes-server-container { display: none }
  .swagger-ui .info .title small { background: #57606a }
  .swagger-ui .info .title small.version-stamp { background: #43700a }
  .swagger-ui a.nostyle, .swagger-ui .opblock-summary-path { color: #24292f }
  .swagger-ui .info a, .swagger-ui .renderedMarkdown a, .swagger-ui .link { color: #0b57a4 }
  .swagger-ui .opblock.opblock-get .opblock-summary-method { background: #0b57a4 }
  .swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1d6f42 }
  .swagger-ui .btn.authorize, .swagger-ui .btn.authorize span { border-color: #1d6f42; color: #1d6f42 }
  .swagger-ui .btn.cancel { border-color: #b42318; color: #b42318 }
  .swagger-ui .btn.execute { background: #0b57a4; border-color: #0b57a4 }
  .swagger-ui .parameter__name.required span, .swagger-ui .parameter__name.required::after { color: #b42318 }
  .swagger-ui .parameter__in, .swagger-ui .parameter__deprecated { color: #57606a }
  .swagger-ui .microlight span[style*='211, 99, 99'] { color: #ffa3a3 !important }
`;

interface Parts {
  readonly React: { createElement(type: unknown, props: object | null, ...children: unknown[]): unknown };
}
type Wrapped = (original: unknown, parts: Parts) => (props: Record<string, unknown>) => unknown;

/**
 * Runs in the browser, where it arrives as its own text: it can use nothing of this file. Names what has none, and takes
 * links out of buttons, in which they cannot be reached.
 */
export function accessibleParts(): { readonly wrapComponents: Readonly<Record<string, Wrapped>> } {
  return {
    wrapComponents: {
      CloseIcon: (original, { React }) => {
        return (props) =>
          React.createElement('span', { role: 'img', 'aria-label': 'Close' }, React.createElement(original, props));
      },
      Button: (original, { React }) => {
        return (props) => {
          const shown = Object.assign({}, props);
          // The text says what the button does, the label something else.
          if (typeof props.children === 'string') delete shown['aria-label'];
          return React.createElement(original, shown);
        };
      },
      DeepLink: (_original, { React }) => {
        return ({ text }) =>
          React.createElement('span', { className: 'nostyle' }, React.createElement('span', null, text));
      },
    },
  };
}
