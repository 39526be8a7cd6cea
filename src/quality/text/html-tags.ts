/** Common HTML elements, in lower case. */
export const htmlTags: ReadonlySet<string> = new Set(
  (
    'a abbr address article aside b big blockquote body br button caption center cite code col dd del details div dl dt em figure ' +
    'font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main mark meta nav ol option p pre q ' +
    's samp script section select small span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul video'
  ).split(' '),
);
