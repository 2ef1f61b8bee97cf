// The ONNX Runtime worker: predictions. node onnx_worker.js --model FILE --threads N [--list]; NODE_PATH names where onnxruntime-node is.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const option = name => process.argv[process.argv.indexOf('--' + name) + 1];
const batches = [1, 128, 1024];
// The synchronous call of the addon itself, with memory for the output, is the lightest there is; the public API is what users call.
const modes = ['sync', 'async-api'];
const rows = batches.flatMap(batch => modes.map(mode => `predict-784-128-10-batch-${batch}@${mode}`));
const shortestSample = 100; // microseconds; short calls are timed together until they last this long
const microseconds = since => Number(process.hrtime.bigint() - since) / 1e3;
const say = message => fs.writeSync(1, JSON.stringify(message) + '\n');

// Measures as the workers of the other languages do, step by step. `call` makes so many calls in a row.
async function measure(call, milliseconds) {
  const warm = process.hrtime.bigint();
  let calls = 0;
  do { await call(1); calls++; } while (microseconds(warm) < milliseconds * 200);
  const repeats = Math.max(1, Math.ceil(shortestSample / (microseconds(warm) / calls)));
  const samples = [];
  const start = process.hrtime.bigint();
  while (samples.length < 3 || microseconds(start) < milliseconds * 1000) {
    const begin = process.hrtime.bigint();
    const pending = call(repeats);
    if (pending) await pending;
    samples.push(microseconds(begin) / repeats);
  }
  samples.sort((a, b) => a - b);
  return { median: samples[samples.length >> 1], minimum: samples[0], calls: samples.length * repeats };
}

async function sessions(ort, model, threads) {
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', executionProviders: ['cpu'] };
  const session = await ort.InferenceSession.create(model, options);
  const check = JSON.parse(fs.readFileSync(model + '.check.json'));
  const output = (await session.run({ x: new ort.Tensor('float32', Float32Array.from(check.input), [1, 784]) })).y.data;
  const difference = Math.max(...check.output.map((value, i) => Math.abs(value - output[i])));
  if (!(difference < 1e-5)) throw new Error(`ONNX Runtime differs from PyTorch by ${difference}`);
  const { binding } = require(path.join(path.dirname(require.resolve('onnxruntime-node/package.json')), 'dist', 'binding.js'));
  const native = new binding.InferenceSession();
  native.loadModel(model, options);
  return { session, native };
}

function prepare(ort, { session, native }, row) {
  const [, batch, mode] = row.match(/batch-(\d+)@(.*)$/);
  const feeds = { x: new ort.Tensor('float32', Float32Array.from({ length: batch * 784 }, Math.random), [+batch, 784]) };
  if (mode === 'async-api') return async times => { for (let i = 0; i < times; i++) await session.run(feeds); };
  const fetches = { y: new ort.Tensor('float32', new Float32Array(batch * 10), [+batch, 10]) };
  return times => { for (let i = 0; i < times; i++) native.run(feeds, fetches, {}); };
}

async function main() {
  if (process.argv.includes('--list')) { console.log(rows.join('\n')); return; }
  const ort = require('onnxruntime-node');
  const both = await sessions(ort, option('model'), +option('threads'));
  const prepared = {};
  say({ rows, version: 'ONNX Runtime ' + require('onnxruntime-node/package.json').version });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [row, milliseconds] = line.split(' ');
    if (!/^\d+$/.test(milliseconds)) { say({ error: `'${line}' is no question; expected 'ROW MILLISECONDS'` }); continue; }
    if (!rows.includes(row)) { say({ error: `there is no row '${row}'; the rows are ${rows.join(', ')}` }); continue; }
    try {
      prepared[row] ??= prepare(ort, both, row);
      say({ row, ...await measure(prepared[row], +milliseconds) });
    } catch (error) {
      say({ error: String(error.message).slice(0, 300) });
    }
  }
}

main().catch(error => { console.error(error); process.exit(1); });
