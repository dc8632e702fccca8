// Serves the sample app: four files, fhirclient, and which client it is. PORT and CLIENT_ID are for tests.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

const port = Number(process.env.PORT ?? 8765);
const client = process.env.CLIENT_ID ?? 'sample-app';
const iss = process.env.ISS ?? 'http://127.0.0.1:8080/fhir';
const files = {
  '/': ['index.html', 'text/html'],
  '/launch.html': ['launch.html', 'text/html'],
  '/standalone.html': ['standalone.html', 'text/html'],
  '/callback': ['callback.html', 'text/html'],
  '/app.js': ['app.js', 'text/javascript'],
  '/fhirclient.js': ['node_modules/fhirclient/build/fhir-client.min.js', 'text/javascript'],
};

createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  if (path === '/config.js') {
    response.writeHead(200, { 'Content-Type': 'text/javascript' });
    response.end(`window.config = ${JSON.stringify({ client, iss })};`);
  } else if (files[path]) {
    response.writeHead(200, { 'Content-Type': `${files[path][1]}; charset=utf-8` });
    response.end(await readFile(new URL(files[path][0], import.meta.url)));
  } else {
    response.writeHead(404);
    response.end();
  }
}).listen(port, '127.0.0.1', () => console.log(`The sample app listens on http://localhost:${port}/`));
