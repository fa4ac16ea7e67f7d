// The way into a network that nobody else can reach. It runs in there and listens on a socket of the file system: who calls says first,
// in a line, where to: "10.77.1.2 5080".
//
// node gateway.mjs SOCKET     prints "listening"
import { connect, createServer } from 'node:net';

const lead = (near, line, rest) => {
  const [host, port] = line.split(' ');
  const far = connect({ host, port: Number(port), allowHalfOpen: true, noDelay: true });
  far.write(rest);
  near.pipe(far).pipe(near);
  for (const [one, other] of [[near, far], [far, near]]) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
};

createServer({ allowHalfOpen: true }, (near) => {
  near.once('error', () => near.destroy());
  near.once('data', (said) => {
    const end = said.indexOf(10);
    near.pause();
    lead(near, said.subarray(0, end).toString(), said.subarray(end + 1));
  });
}).listen(process.argv[2], () => console.log('listening'));
