// A collector of OTLP that shares no code with the exporter: what arrives is read with the definitions of the OpenTelemetry
// project for JavaScript, and appended to a file, one line of JSON per span, log record and metric.
//
// node collector.mjs LOG MODE     prints "http PORT" and "grpc PORT"
// MODE is ok, or hang: every connection is taken and none is answered.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const entry = require.resolve('@opentelemetry/otlp-transformer');
const { opentelemetry } = require(join(dirname(entry), 'generated', 'root.js'));
const { trace, metrics, logs } = opentelemetry.proto.collector;
const kinds = {
  traces: trace.v1.ExportTraceServiceRequest,
  metrics: metrics.v1.ExportMetricsServiceRequest,
  logs: logs.v1.ExportLogsServiceRequest,
};

const [log, mode] = process.argv.slice(2);
const hex = (bytes) => Buffer.from(bytes ?? []).toString('hex');
const spanKinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const values = (list) => Object.fromEntries((list ?? []).map(({ key, value }) => [key, plain(value)]));
const plain = (value) => value.stringValue ?? value.boolValue ?? (value.intValue !== undefined ? Number(value.intValue) : value.doubleValue);

const readers = {
  traces: (message) =>
    message.resourceSpans.flatMap((part) =>
      part.scopeSpans.flatMap((scope) =>
        scope.spans.map((span) => ({
          signal: 'span',
          service: values(part.resource.attributes)['service.name'],
          scope: scope.scope.name,
          name: span.name,
          kind: spanKinds[span.kind],
          traceId: hex(span.traceId),
          spanId: hex(span.spanId),
          parentId: hex(span.parentSpanId),
          links: (span.links ?? []).map((link) => hex(link.traceId)),
          error: span.status?.code === 2,
          attributes: values(span.attributes),
        })),
      ),
    ),
  logs: (message) =>
    message.resourceLogs.flatMap((part) =>
      part.scopeLogs.flatMap((scope) =>
        scope.logRecords.map((record) => ({
          signal: 'log',
          service: values(part.resource.attributes)['service.name'],
          name: scope.scope.name,
          traceId: hex(record.traceId),
          spanId: hex(record.spanId),
          body: plain(record.body),
          attributes: values(record.attributes),
        })),
      ),
    ),
  metrics: (message) =>
    message.resourceMetrics.flatMap((part) =>
      part.scopeMetrics.flatMap((scope) =>
        scope.metrics.map((metric) => ({
          signal: 'metric',
          service: values(part.resource.attributes)['service.name'],
          scope: scope.scope.name,
          name: metric.name,
          unit: metric.unit,
          type: ['gauge', 'sum', 'histogram'].find((type) => metric[type]),
        })),
      ),
    ),
};

function take(kind, bytes) {
  const message = kinds[kind].toObject(kinds[kind].decode(bytes), { longs: String, arrays: true });
  for (const line of readers[kind](message)) appendFileSync(log, `${JSON.stringify(line)}\n`);
}

async function bodyOf(stream, encoding) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  const body = Buffer.concat(parts);
  return encoding === 'gzip' ? gunzipSync(body) : body;
}

// OTLP/HTTP: POST /v1/traces, /v1/metrics, /v1/logs with a protobuf body.
const http = createServer(async (request, response) => {
  if (mode === 'hang') return;
  take(request.url.split('/').at(-1), await bodyOf(request, request.headers['content-encoding']));
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
});

// OTLP/gRPC: one message behind a flag and a length, answered with an empty message and a trailer that says all is well.
const grpc = createHttp2Server();
grpc.on('stream', async (stream, headers) => {
  if (mode === 'hang') return;
  const kind = /\.(trace|metrics|logs)\.v1\./.exec(headers[':path'])[1].replace(/^trace$/, 'traces');
  const framed = await bodyOf(stream);
  const message = framed.subarray(5, 5 + framed.readUInt32BE(1));
  take(kind, framed[0] === 1 ? gunzipSync(message) : message);
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.end(Buffer.alloc(5));
});

http.listen(0, '127.0.0.1', () => console.log(`http ${http.address().port}`));
grpc.listen(0, '127.0.0.1', () => console.log(`grpc ${grpc.address().port}`));
