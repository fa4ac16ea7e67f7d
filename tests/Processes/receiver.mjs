// A receiver of pages that shares no code with the sender: it reads the headers as the contract describes them, computes
// the signature itself, and appends every request to a file as one line of JSON.
//
// node receiver.mjs LOG CONTROL SECRET [ADDRESS]     prints "listening PORT"
// CONTROL holds JSON such as {"/ana": "fail"}; modes by path are ok (default), fail (503), refuse (410), dawdle (every second
// answer takes 0.4 s), hang (no answer until the mode changes). It is read anew for every request.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, watchFile } from 'node:fs';
import { createServer } from 'node:http';

const [log, control, secret, address = '127.0.0.1'] = process.argv.slice(2);
const waiting = new Set();
const answers = { ok: 204, dawdle: 204, fail: 503, refuse: 410 };
let dawdled = false;

const mode = (path) => (existsSync(control) ? JSON.parse(readFileSync(control, 'utf8'))[path] : undefined) ?? 'ok';

function signatureOf(headers, body) {
  const fields = Object.fromEntries((headers['watchfloor-signature'] ?? '').split(',').map((field) => field.split('=', 2)));
  const expected = createHmac('sha256', secret).update(`${fields.t}.`).update(body).digest();
  const given = Buffer.from(fields.v1 ?? '', 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  return Math.abs(Date.now() / 1000 - Number(fields.t)) <= 300 ? 'valid' : 'stale';
}

function record(request, body, answered) {
  const text = body.toString('utf8');
  const line = {
    at: new Date().toISOString(),
    path: request.url,
    method: request.method,
    answered,
    signature: signatureOf(request.headers, body),
    traceparent: request.headers['traceparent'] ?? null,
    key: request.headers['watchfloor-key'] ?? null,
    type: request.headers['content-type'] ?? null,
    length: Number(request.headers['content-length'] ?? -1) === body.length,
    page: JSON.parse(text),
    body: text,
  };
  appendFileSync(log, `${JSON.stringify(line)}\n`);
}

function answer(request, response) {
  const now = mode(request.url);
  if (now === 'hang') return false;
  const end = () => response.writeHead(answers[now]).end();
  dawdled = now === 'dawdle' && !dawdled;
  if (dawdled) setTimeout(end, 400);
  else end();
  return true;
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  record(request, Buffer.concat(parts), mode(request.url));
  if (answer(request, response)) return;
  const held = { request, response };
  waiting.add(held);
  response.on('close', () => waiting.delete(held));
});

watchFile(control, { interval: 50 }, () => {
  for (const held of waiting) if (answer(held.request, held.response)) waiting.delete(held);
});

server.listen(0, address, () => console.log(`listening ${server.address().port}`));
