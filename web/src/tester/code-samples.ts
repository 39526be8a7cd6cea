import { csharpHttpclient } from '@scalar/snippetz/plugins/csharp/httpclient';
import { goNative } from '@scalar/snippetz/plugins/go/native';
import { javaNethttp } from '@scalar/snippetz/plugins/java/nethttp';
import { jsFetch } from '@scalar/snippetz/plugins/js/fetch';
import { phpCurl } from '@scalar/snippetz/plugins/php/curl';
import { pythonRequests } from '@scalar/snippetz/plugins/python/requests';
import { rubyNative } from '@scalar/snippetz/plugins/ruby/native';
import { shellCurl } from '@scalar/snippetz/plugins/shell/curl';
import { jsonLiteral } from './json-literal.ts';
import type { Language } from './languages.ts';
import type { SampleRequest } from './sample-request.ts';
import { typescriptSample } from './typescript-sample.ts';

/** The request in the form that the library takes (HAR), its body as text. */
type HarRequest = Parameters<typeof jsFetch.generate>[0];
type Write = (har: HarRequest, request: SampleRequest) => string;

/** The library writes the request; what makes a program of it stands around. */
const writers: Readonly<Record<Language, Write>> = {
  curl: (har) => shellCurl.generate(har),
  // What the library makes of a body can be other than the body: here JSON stands in its place.
  javascript: (har, { body }) => {
    const literal = `JSON.stringify(${jsonLiteral(body, '  ')})`;
    const code = jsFetch.generate(withBody(har, 'BODY')).replace("'BODY'", () => literal);
    return `const response = await ${code}\nconsole.log(await response.json())`;
  },
  typescript: (_, request) => typescriptSample(request),
  python: (har) => `import requests\n\nresponse = ${pythonRequests.generate(har)}\nprint(response.json())`,
  php: (har, { body }) => {
    const text = JSON.stringify(body, null, 2).replace(/[\\']/g, '\\$&');
    const code = phpCurl.generate(withBody(har, '"BODY"')).replace("json_encode('BODY')", () => `'${text}'`);
    return `<?php\n\n${code}`;
  },
  go: (har) => goNative.generate(har),
  // Between double quotes, Ruby takes #{…}, #$x and #@x for code. JSON can say the same sign by its number.
  ruby: (har, { body }) =>
    rubyNative.generate(withBody(har, JSON.stringify(body).replace(/#(?=[{$@])/g, '\\u0023'))),
  java: (har) => `import java.net.URI;\nimport java.net.http.*;\n\n${javaNethttp.generate(har)}`,
  csharp: (har) =>
    `${csharpHttpclient.generate(har)}\nConsole.WriteLine(await response.Content.ReadAsStringAsync());`,
};

/** Code that sends exactly this request. */
export function codeSample(language: Language, request: SampleRequest): string {
  return writers[language](toHar(request), request);
}

function toHar({ url, headers, body }: SampleRequest): HarRequest {
  return {
    method: 'POST',
    url,
    httpVersion: 'HTTP/1.1',
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    cookies: [],
    queryString: [],
    headersSize: -1,
    bodySize: -1,
    postData: { mimeType: 'application/json', text: JSON.stringify(body) },
  };
}

function withBody(har: HarRequest, text: string): HarRequest {
  return { ...har, postData: { mimeType: 'application/json', text } };
}
