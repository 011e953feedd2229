// Serves the package and the test pages under the strictest security policy that the package promises to work with.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; form-action 'self'; base-uri 'none'; img-src data:";

/** The server's address, what it was asked for, and how to end it. */
export async function serve(policy = POLICY) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    asked.push(pathname);
    try {
      const body = await readFile(root + normalize(pathname).slice(1));
      response.writeHead(200, { "content-type": TYPES[extname(pathname)] ?? "application/octet-stream", "content-security-policy": policy });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() };
}
