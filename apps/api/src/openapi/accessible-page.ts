/**
 * Makes the page of Swagger UI readable for everybody: enough contrast, and a name for everything that a screen reader
 * reads. The only server is this one, and the list to choose it from has no name.
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

/**
 * Names what has none, and takes links out of buttons, in which they cannot be reached. Runs in the browser and is text
 * here, as a bundler writes helpers into functions that the browser does not have. A text says what a button does, where its
 * label says something else.
 */
const PARTS = `() => ({
  wrapComponents: {
    CloseIcon: (original, { React }) => (props) =>
      React.createElement('span', { role: 'img', 'aria-label': 'Close' }, React.createElement(original, props)),
    Button: (original, { React }) => (props) => {
      const { 'aria-label': label, ...rest } = props;
      return React.createElement(original, typeof props.children === 'string' ? rest : props);
    },
    DeepLink: (original, { React }) => ({ text }) =>
      React.createElement('span', { className: 'nostyle' }, React.createElement('span', null, text)),
  },
})`;

/** A plugin of Swagger UI: it arrives in the browser as what \`toString\` gives. */
export const accessibleParts = Object.assign(() => ({}), { toString: () => PARTS });
